package org.shelfmark.ingest;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import org.junit.jupiter.params.provider.Arguments;

/** Schedules that failed once in {@link ArchiveModelTest}, made as short as they could be. */
final class FailedSchedules {
    private FailedSchedules() {}

    /** Name, seed, steps. */
    static List<Arguments> all() {
        return List.of(
                arguments(
                        "rotatedFileCutBelowItsFirstRecord_isNotThereAnyMore",
                        2,
                        "append 657 155, rotate 148 317, cycle, cycle, truncate 223 83"),
                arguments(
                        "lostFileThatCameBack_isKeptInTheVault",
                        1,
                        "append 382 381, cycle, truncate 868 447, cycle 593 938, restore 882 222"),
                arguments(
                        "damagedCompressedFile_doesNotKeepDeletedOnesAlive",
                        2,
                        "append 922 826, restore 828 400, rotate, append, compress 731 899, cycle, cycle, delete 126 164"),
                arguments(
                        "copyFoundTogetherWithItsOverwrittenOriginal_isCountedOnce",
                        1,
                        "tear 321 944, cycle, finish 893 649, copy 257 588, collide 14 611"),
                arguments(
                        "fileRotatedInTheSecondBefore_doesNotHideAnOverwrittenOne",
                        2,
                        "append 822 193, rotate 176 972, collide 745 166"),
                arguments(
                        "fileThatBeginsWithThreeBytes_isAHistory",
                        2,
                        "tear 811 685, truncate 373 373, append 656 929, cycle, replace_by_rename 375 964, kill"),
                arguments(
                        "nameThatCannotBeLookedAt_isNoProofThatAHeldFileIsGone",
                        2,
                        "collide 525 613, cycle, tear 50 649, copy_truncate 867 866, tear 274 457, rotate, cycle, move 950, failing_cycle 788"),
                arguments(
                        "originalRotatedWhileItsCopyIsCompared_isCountedOnce",
                        2,
                        "append 155 237, cycle, append 908 677, copy 710 590, rotating_cycle 257 551"),
                arguments(
                        "knownFileEmptiedBeforeItWasRead_doesNotKeepCyclesBusy",
                        1,
                        "collide 665 865, full_disk_cycle 935 335, truncate 764 755"),
                arguments(
                        "movedFileThatCannotBeRead_isNoGap",
                        0,
                        "append 1 1, rotate, append 285 492, cycle, cycle, move 245 124, kill, failing_cycle 25"),
                arguments(
                        "copyShorterThanTheFragmentOnRecord_isAnotherFile",
                        0,
                        "append 31 165, cycle, copy 312 274, tear 766 749, replace_by_rename 552 405, cycle, cycle, restore 364 814"),
                arguments(
                        "copyAndOriginalThatGoOnDifferently_shareTheirRecords",
                        1,
                        "append 367 39, cycle, append 151 329, copy 458 898, truncate 844 208"),
                arguments(
                        "heldFileWhoseNameIsUnknownForAMoment_isNoPredecessor",
                        1,
                        "append 667 291, copy 853 715, copy 318 855, rotating_cycle 658 509, copy_truncate 184 715,"
                                + " copy 790 521, append 339 212, cycle, collide 220 373, cycle, collide 558 374,"
                                + " failing_cycle 916"),
                arguments(
                        "copyThatOutlivesItsOriginal_isNoCopyOfItself",
                        3,
                        "append 995 909, truncate 717 264, copy 14 210, rotate, append 517 389, rotate, append 993 329,"
                                + " cycle, replace_in_place 965 894"),
                arguments(
                        "fileWithTheInodeOfOneThatWasNeverRead_isAnother",
                        2,
                        "append 747 111, copy_truncate 928 269, collide 161 383, restore 887 257, tear 203 977,"
                                + " compress 380 52, rotate, append 423 373, deadly_cycle 27, rotate, compress 691 736"),
                arguments(
                        "activeFileLikeACopyOfIt_isHeldAllTheSame",
                        2,
                        "append 285 559, copy 917 578, cycle, append 539 739, delete_active"),
                arguments(
                        "activeFileRecognisedBeforeACommitFailed_isHeldBesideItsCopy",
                        2,
                        "append 285 559, full_disk_cycle 345 122, copy 917 578, cycle, append 539 739, delete_active"),
                arguments(
                        "heldFileRotatedBetweenListingAndLooking_isNotGone",
                        2,
                        "tear 0 965, cycle, rotating_cycle 62 215"),
                arguments(
                        "fileWithTheInodeOfAMovedOne_isAnother",
                        1,
                        "append 353 753, cycle, deadly_cycle 192, copy 335 971, move 541, cycle 485, delete 175,"
                                + " append 346 435, failing_cycle 692, copy_truncate 525 527"),
                arguments(
                        "movedFileBesideACopyOfItsBeginning_isTheOneThatWasRead",
                        1,
                        "append 419 611, cycle, copy 32 933, move 717, kill"),
                arguments(
                        "sealedFileReplacedWhileAnotherCannotBeRead_isNotThereAnyMore",
                        0,
                        "append 64 878, rotate, append 566 840, cycle, cycle, replace_in_place 795 388,"
                                + " rotating_cycle 67 228, failing_cycle 79"),
                arguments(
                        "movedCopyThatWasAFileOfItsOwn_isNoGap",
                        3,
                        "append 869 258, rotate, tear 734 574, finish, append 6 430, copy 560 507, delete 618, cycle,"
                                + " rotate, append 405 309, copy_truncate 200 602, copy 90 60, cycle,"
                                + " rotating_cycle 614 989, delete 93, compress 912 799, kill"),
                arguments(
                        "overwrittenFileWhoseSurvivorWasFoundUnderAnotherName_isAGap",
                        1,
                        "collide 935 731, truncate 227 473, restore 751 824"),
                arguments(
                        "recordBehindTwoFragmentsInTheirFirstLines_isFound",
                        3,
                        "tear 706 753, stop_writer, tear 605 915"),
                arguments(
                        "copyWhoseOriginalWasWrittenAnewBehindItsFirstRecord_isNoCopyAnyMore",
                        2,
                        "append 173 606, replace_by_rename 782 594, tear 836 427, cycle 783 682, copy 116 74,"
                                + " failing_cycle 405 559, replace_in_place 148 611"),
                arguments(
                        "fileWhosePlaceACopyTookWhileAnotherVanished_isNotThereAnyMore",
                        1,
                        "append 259 201, tear 658 582, copy 983 790, finish 696 239, rotate 9 623, tear 712 796,"
                                + " failing_cycle 359 822, kill 3 111, truncate 584 624, rotating_cycle 44 464"),
                arguments(
                        "movedFileThatCannotBeReadWhileACopyHasItsInode_isNoGap",
                        197643,
                        "append 503 43, delete_active 477 427, append 981 889, append 870 364, copy 172 793,"
                                + " failing_cycle 893 642, full_disk_cycle 810 514, restore 427 266, kill 90 818,"
                                + " move 53 128, compress 260 438, truncate 296 641, restore 927 175,"
                                + " full_disk_cycle 418 283, failing_cycle 171 582"),
                arguments(
                        "heldFileWrittenAnewBehindItsFirstRecordBesideACopy_isReadToo",
                        1,
                        "append 156 687, cycle 97 412, append 58 214, copy 897 694, replace_in_place 604 295,"
                                + " collide 889 345"),
                arguments(
                        "copyOfAFileThatWasCutBefore_takesItsPlaceWhenItIsWrittenAnew",
                        0,
                        "append 682 75, cycle 94 32, tear 17 92, truncate 289 803, cycle 116 94, copy 324 795,"
                                + " append 168 496, replace_in_place 62 734"),
                arguments(
                        "sealedCopyThatWentOnAsTheActiveFileAndWasCut_isKeptAsItWasSealed",
                        0,
                        "append 169 988, copy 29 280, cycle 957 667, cycle 81 17, append 341 832, cycle 519 426,"
                                + " truncate 464 121"),
                arguments(
                        "keptFragmentThatWasWrittenAnewAndCut_isRefusedAsARecord",
                        0,
                        "append 183 768, replace_by_rename 374 403, rotate 538 17, truncate 96 396, cycle 238 214,"
                                + " copy 329 316, restore 688 241, copy 641 402, tear 542 26, cycle 44 466, copy 287 693,"
                                + " rotate 646 21, finish 788 608, tear 556 226, replace_in_place 939 439, rotate 647 252,"
                                + " cycle 403 785, truncate 441 714"),
                arguments(
                        "copyOfAFileWrittenAnewBehindItsFirstRecord_takesItsPlace",
                        1,
                        "append 363 598, cycle 599 510, kill 199 303, copy 275 828, replace_in_place 250 719,"
                                + " replace_by_rename 722 502"),
                arguments(
                        "restoredFileWhoseOriginalWasWrittenAnew_takesItsPlace",
                        1,
                        "append 129 9, cycle 365 544, deadly_cycle 292 667, replace_in_place 551 531,"
                                + " replace_by_rename 142 708, restore 566 602"),
                arguments(
                        "copyOfAFileWhoseCompressionFailed_takesItsPlace",
                        1,
                        "append 488 475, cycle 127 685, append 708 133, rotate 70 858, copy 905 949,"
                                + " compress 142 311, kill 995 477, delete 765 485"),
                arguments(
                        "knownFileCompressedAndDeletedUnseen_mayBeTheOneThatWasOverwritten",
                        3,
                        "append 298 154, cycle 694 79, rotate 262 3, compress 445 541, collide 281 130,"
                                + " delete 504 952"),
                arguments(
                        "fileSealedByACycleInWhichSomethingFailed_needNotBeHeld",
                        0,
                        "append 675 715, cycle 665 66, rotate 195 793, failing_cycle 868 618,"
                                + " replace_in_place 196 544, delete 446 525"),
                arguments(
                        "fileHeldSinceACycleInWhichSomethingFailed_needNotBeKnownWhereItWasMoved",
                        1,
                        "append 21 744, cycle 681 28, kill 391 440, failing_cycle 200 980, move 373 973,"
                                + " append 777 296, delete_active 950 828"),
                arguments(
                        "movedFileCutBeforeItWasFound_isKnownOnlyAfterThat",
                        3,
                        "append 914 922, cycle 788 864, move 641 4, append 222 149, truncate 672 852"),
                arguments(
                        "rotatedFileCutAfterADeadlyCycleSawItsSize_isACertainGap",
                        1,
                        "append 389 407, cycle 8 174, append 806 555, append 731 887, rotate 435 154,"
                                + " deadly_cycle 369 21, truncate 674 317"),
                arguments(
                        "damagedCompressedFileUnderTheNameOfASealedOne_mayBeThatOne",
                        2,
                        "collide 630 78, compress 105 954, replace_by_rename 704 548, cycle 790 199,"
                                + " cycle 616 383, delete 253 650, compress 687 131"),
                arguments(
                        "recordCutOffAFileWhoseCompressionFailed_isMissedByNobody",
                        3,
                        "append 427 681, tear 311 711, cycle 753 75, finish 700 20, append 612 420,"
                                + " rotate 413 634, compress 319 245, truncate 467 83"),
                arguments(
                        "threeFilesTakenForOneWhenOneCouldNotBeOpened_shareTheirRecords",
                        3,
                        "append 62 896, append 808 509, truncate 139 549, append 949 519, rotate 743 652,"
                                + " restore 525 989, restore 273 853, restore 7 666, failing_cycle 119 778"));
    }
}
