package org.shelfmark.generate;

import java.util.List;

/**
 * A program people run, and how it behaves.
 *
 * @param name short name, used in file names
 * @param executable value of {@code Cmd}; relative to the submit directory unless it starts with a slash
 * @param arguments pattern of {@code Args}, see {@link ProcText}
 * @param batchName pattern of {@code JobBatchName} with the cluster's random number as {@code {seed}}, or empty
 * @param image container image, empty for none
 * @param runSeconds median run time
 * @param memoryMegabytes median memory use
 * @param cpus cores asked for
 * @param gpus graphics processors asked for, usually 0
 * @param transferMegabytes input moved for each job
 */
record Application(
        String name,
        String executable,
        String arguments,
        String batchName,
        String image,
        int runSeconds,
        int memoryMegabytes,
        int cpus,
        int gpus,
        int transferMegabytes) {
    static final List<Application> CATALOGUE = List.of(
            new Application(
                    "simulate",
                    "bin/simulate.sh",
                    "--run {proc} --seed {seed} --energy {real} --config conf/sim_v7.json",
                    "simulate v7",
                    "",
                    2_700,
                    1_800,
                    1,
                    0,
                    40),
            new Application(
                    "align",
                    "align_reads.py",
                    "-t 4 -R '@RG\\tID:s{proc}\\tSM:{hex}' ref/genome.fa reads/part_{proc}.fq.gz",
                    "align batch {seed}",
                    "docker://registry.example/bio/aligner:2.4.1",
                    5_400,
                    12_000,
                    4,
                    0,
                    900),
            new Application(
                    "train",
                    "train.sh",
                    "--fold {proc} --lr {real} --tag \"run {hex}\" --epochs 50",
                    "Training – Läufe {seed}",
                    "docker://nvcr.example/torch:24.05",
                    14_000,
                    22_000,
                    8,
                    1,
                    2_000),
            new Application(
                    "dock",
                    "/usr/local/bin/dock6",
                    "-i ligand_{proc}.in -o ligand_{proc}.out -k {hex}",
                    "",
                    "",
                    900,
                    700,
                    1,
                    0,
                    8),
            new Application("montecarlo", "mc", "{seed} {real} 1000000", "mc {seed}", "", 420, 150, 1, 0, 1),
            new Application(
                    "reco",
                    "run_reco.sh",
                    "--inputFile=[\"/store/mc/{hex}/f{proc}.root\"] --skim 'mu > {real}' --lumi {seed}",
                    "reco pass 3",
                    "/cvmfs/singularity.example/el9:latest",
                    7_200,
                    2_400,
                    2,
                    0,
                    300),
            new Application(
                    "notebook",
                    "papermill_job.sh",
                    "analysis.ipynb out/analysis_{proc}.ipynb -p site {hex}",
                    "análisis de lagos {seed}",
                    "docker://jupyter.example/scipy:2025-11-03",
                    1_500,
                    3_500,
                    2,
                    0,
                    25),
            new Application(
                    "rscript", "run_R.sh", "fit_model.R {proc} {real}", "R fits ({seed})", "", 600, 950, 1, 0, 12),
            new Application(
                    "matlab",
                    "run_solver.sh",
                    "/opt/mcr/R2024a {proc} 'C:\\temp\\grid_{hex}' {real}",
                    "",
                    "",
                    3_300,
                    4_000,
                    1,
                    0,
                    60),
            new Application(
                    "lattice",
                    "lattice_qcd",
                    "-beta {real} -traj {proc} -rng {seed} -o cfg.{proc}",
                    "格子 {seed}",
                    "",
                    21_000,
                    6_000,
                    16,
                    0,
                    150),
            new Application(
                    "crawl",
                    "fetch_and_parse.py",
                    "--shard {proc}/20000 --etag {hex}",
                    "corpus shard fetch",
                    "",
                    240,
                    300,
                    1,
                    0,
                    3),
            new Application(
                    "seismic",
                    "invert.sh",
                    "event_{seed} --stations WI.{hex} --damp {real} --iter {proc}",
                    "inversion \"west\" {seed}",
                    "docker://geo.example/invert:1.9",
                    4_100,
                    7_800,
                    4,
                    0,
                    420),
            new Application(
                    "render",
                    "blender_frame.sh",
                    "scene.blend -f {proc} --samples 256 --token {hex}",
                    "frames {seed}",
                    "",
                    1_100,
                    5_200,
                    4,
                    0,
                    210),
            new Application(
                    "phylo",
                    "raxml-ng",
                    "--search --msa aln{proc}.phy --seed {seed} --prefix T{proc}",
                    "phylo {seed}",
                    "",
                    9_500,
                    2_900,
                    2,
                    0,
                    6));

    boolean container() {
        return !image.isEmpty();
    }

    boolean docker() {
        return image.startsWith("docker://");
    }
}
