package org.shelfmark.classad;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Functions of regular expressions. An error among the arguments gives error, failing that an undefined one undefined. */
final class PatternFunctions {
    private PatternFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("regexp", 2, 3, PatternFunctions::match);
        registry.add("regexpmember", 2, 3, PatternFunctions::matchMember);
        registry.add("regexps", 3, 4, arguments -> substitute(arguments, ""));
        registry.add("replace", 3, 4, arguments -> substitute(arguments, "f"));
        registry.add("replaceall", 3, 4, arguments -> substitute(arguments, "fg"));
    }

    /** What missing or mistaken arguments make of the call; empty when all can be used. */
    private static Optional<AttributeValue> exceptional(List<AttributeValue> values) {
        if (values.contains(AttributeValue.ERROR)) {
            return Optional.of(AttributeValue.ERROR);
        }
        return values.contains(AttributeValue.UNDEFINED) ? Optional.of(AttributeValue.UNDEFINED) : Optional.empty();
    }

    private static Optional<String> optionsAt(List<AttributeValue> values, int index) {
        if (values.size() <= index) {
            return Optional.of("");
        }
        return values.get(index) instanceof StringValue options ? Optional.of(options.value()) : Optional.empty();
    }

    private static AttributeValue match(Arguments arguments) {
        List<AttributeValue> values = arguments.values();
        Optional<AttributeValue> exceptional = exceptional(values);
        if (exceptional.isPresent()) {
            return exceptional.get();
        }
        Optional<String> options = optionsAt(values, 2);
        if (options.isEmpty()
                || !(values.get(0) instanceof StringValue expression)
                || !(values.get(1) instanceof StringValue target)) {
            return AttributeValue.ERROR;
        }
        EvaluationRun run = arguments.run();
        return run.patterns()
                .compile(expression.value(), options.get())
                .<AttributeValue>map(pattern -> BooleanValue.of(pattern.find(run, ByteText.of(target.value()))))
                .orElse(AttributeValue.ERROR);
    }

    /** A malformed expression matches nothing here. */
    private static AttributeValue matchMember(Arguments arguments) {
        List<AttributeValue> values = arguments.values();
        Optional<AttributeValue> exceptional = exceptional(values);
        if (exceptional.isPresent()) {
            return exceptional.get();
        }
        Optional<String> options = optionsAt(values, 2);
        if (options.isEmpty()
                || !(values.get(0) instanceof StringValue expression)
                || !(values.get(1) instanceof ListValue list)) {
            return AttributeValue.ERROR;
        }
        EvaluationRun run = arguments.run();
        Optional<CompiledPattern> pattern = run.patterns().compile(expression.value(), options.get());
        AttributeValue noMatch = BooleanValue.FALSE;
        for (int i = 0; i < list.elements().size(); i++) {
            switch (arguments.member(list, i)) {
                case StringValue member -> {
                    String text = ByteText.of(member.value());
                    if (pattern.isPresent() && pattern.get().find(run, text)) {
                        return BooleanValue.TRUE;
                    }
                }
                case AttributeValue.Undefined undefined -> noMatch = undefined;
                default -> {
                    return AttributeValue.ERROR;
                }
            }
        }
        return noMatch;
    }

    private static AttributeValue substitute(Arguments arguments, String impliedOptions) {
        List<AttributeValue> values = arguments.values();
        Optional<AttributeValue> exceptional = exceptional(values);
        if (exceptional.isPresent()) {
            return exceptional.get();
        }
        Optional<String> options = optionsAt(values, 3);
        if (options.isEmpty()
                || !(values.get(0) instanceof StringValue expression)
                || !(values.get(1) instanceof StringValue target)
                || !(values.get(2) instanceof StringValue replacement)) {
            return AttributeValue.ERROR;
        }
        EvaluationRun run = arguments.run();
        String letters = options.get() + impliedOptions;
        return run.patterns()
                .compile(expression.value(), letters)
                .flatMap(pattern -> new Substitution(run, pattern, ByteText.of(replacement.value()))
                        .apply(ByteText.of(target.value()), letters.indexOf('f') >= 0, letters.indexOf('g') >= 0))
                .<AttributeValue>map(result -> new StringValue(run.decode(result)))
                .orElse(AttributeValue.ERROR);
    }

    /** Replaces matches in byte texts. */
    private record Substitution(EvaluationRun run, CompiledPattern pattern, String replacement) {
        /**
         * The text after substitution.
         *
         * @param wholeText whether what lies between the matches is kept
         * @param allMatches whether to go on after the first match
         * @return empty when the replacement names a group that took no part, or, as HTCondor has it, when searching for
         *     all matches an empty one is found at the end of the text
         */
        Optional<String> apply(String text, boolean wholeText, boolean allMatches) {
            StringBuilder result = new StringBuilder();
            int index = 0;
            boolean afterEmptyMatch = false;
            while (true) {
                Optional<MatchResult> found =
                        afterEmptyMatch ? pattern.findAt(run, text, index) : pattern.findFrom(run, text, index);
                if (found.isEmpty() && afterEmptyMatch) {
                    if (index == text.length()) {
                        return Optional.empty();
                    }
                    result.append(text.charAt(index++));
                    afterEmptyMatch = false;
                    continue;
                }
                if (found.isEmpty()) {
                    break;
                }
                MatchResult match = found.get();
                if (wholeText) {
                    result.append(text, index, match.start());
                }
                if (!appendReplacement(result, match)) {
                    return Optional.empty();
                }
                index = match.end();
                // One that was empty stays so for the rest of the search.
                afterEmptyMatch |= match.start() == match.end();
                if (!allMatches) {
                    break;
                }
            }
            return Optional.of((wholeText ? result.append(text, index, text.length()) : result).toString());
        }

        private boolean appendReplacement(StringBuilder result, MatchResult match) {
            int groups = match.groupCount();
            while (groups > 0 && match.start(groups) < 0) {
                groups--;
            }
            for (int i = 0; i < replacement.length(); i++) {
                char c = replacement.charAt(i);
                boolean reference =
                        c == '\\' && i + 1 < replacement.length() && NumberScanner.isDigit(replacement.charAt(i + 1));
                if (!reference) {
                    result.append(c);
                    continue;
                }
                int group = replacement.charAt(++i) - '0';
                if (group > groups) {
                    return false;
                }
                result.append(match.group(group) == null ? "" : match.group(group));
            }
            run.checkLength(result.length());
            return true;
        }
    }
}
