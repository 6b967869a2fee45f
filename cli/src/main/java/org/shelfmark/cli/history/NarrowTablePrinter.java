package org.shelfmark.cli.history;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.document.RecordView;

/** The older table of 80 columns, which {@code -wide:80} asks for. */
final class NarrowTablePrinter implements RecordPrinter {
    private static final List<String> NUMBERS =
            List.of("ClusterId", "ProcId", "QDate", "CompletionDate", "JobStatus", "JobPrio", "ImageSize");
    private static final int OWNER_BYTES = 14;
    private static final int COMMAND_BYTES = 15;

    private final ZoneId zone;

    NarrowTablePrinter(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public void header(ByteOutput out) throws IOException {
        out.print(line(" ID     ", "OWNER", "  SUBMITTED", "    RUN_TIME", "ST", "  COMPLETED", "CMD"));
    }

    @Override
    public void print(RecordView record, ByteOutput out) throws IOException {
        Optional<String> owner = RecordValues.bytes(record, "Owner");
        Optional<String> command = RecordValues.bytes(record, "Cmd");
        boolean complete = NUMBERS.stream()
                .allMatch(name -> RecordValues.integer(record, name).isPresent());
        if (!complete || owner.isEmpty() || command.isEmpty()) {
            out.print(" --- ???? --- \n");
            return;
        }
        String id = CFormat.padded(Integer.toString(number(record, "ClusterId")), 4, false) + "."
                + CFormat.padded(Integer.toString(number(record, "ProcId")), 3, true);
        out.print(line(
                id,
                cut(owner.get(), OWNER_BYTES),
                date(number(record, "QDate")),
                runTime(record),
                String.valueOf(Renderers.statusLetter(number(record, "JobStatus"))),
                date(number(record, "CompletionDate")),
                cut(withArguments(command.get(), record), COMMAND_BYTES)));
    }

    private static String line(
            String id,
            String owner,
            String submitted,
            String runTime,
            String status,
            String completed,
            String command) {
        return id
                + " " + CFormat.padded(owner, OWNER_BYTES, true)
                + " " + CFormat.padded(submitted, 11, true)
                + " " + CFormat.padded(runTime, 12, true)
                + " " + CFormat.padded(status, 2, true)
                + " " + CFormat.padded(completed, 11, true)
                + " " + CFormat.padded(command, COMMAND_BYTES, true) + "\n";
    }

    private static int number(RecordView record, String attribute) {
        return (int) RecordValues.integer(record, attribute).orElse(0);
    }

    private String date(int epochSeconds) {
        return epochSeconds == 0 ? " ??? " : DateText.localDate(epochSeconds, zone);
    }

    private static String runTime(RecordView record) {
        OptionalLong wall = RecordValues.integer(record, "RemoteWallClockTime");
        int seconds = wall.isPresent() ? number(record, "RemoteWallClockTime") : number(record, "RemoteUserCpu");
        return seconds < 0 ? "[?????]" : DateText.runTime(seconds);
    }

    /** Arguments fill what is left of the first 14 bytes. */
    private static String withArguments(String command, RecordView record) {
        int left = OWNER_BYTES - command.length();
        Optional<String> arguments = RecordValues.bytes(record, "Args");
        return left > 0 && arguments.isPresent() ? command + " " + cut(arguments.get(), left) : command;
    }

    private static String cut(String text, int bytes) {
        return text.length() > bytes ? text.substring(0, bytes) : text;
    }

    @Override
    public void footer(ByteOutput out) {}
}
