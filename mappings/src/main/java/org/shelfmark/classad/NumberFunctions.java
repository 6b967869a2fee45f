package org.shelfmark.classad;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleUnaryOperator;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.RealValue;

/** Rounding, powers, chance. Arguments that are no numbers, undefined included, give error here. */
final class NumberFunctions {
    /** Multiples of anything smaller are not asked for. */
    private static final double SMALLEST_BASE = 1e-8;

    private NumberFunctions() {}

    static void register(FunctionTable.Registry registry) {
        addRounding(registry, "floor", Math::floor);
        addRounding(registry, "ceil", Math::ceil);
        addRounding(registry, "ceiling", Math::ceil);
        addRounding(registry, "round", Math::rint);
        registry.add("pow", 2, 2, NumberFunctions::pow);
        registry.add("quantize", 2, 2, NumberFunctions::quantize);
        registry.add("random", 0, 1, NumberFunctions::random);
    }

    private static void addRounding(FunctionTable.Registry registry, String name, DoubleUnaryOperator rounding) {
        registry.add(name, 1, 1, arguments -> switch (arguments.value(0)) {
            case IntegerValue integer -> integer;
            case AttributeValue other ->
                Conversion.toReal(other) instanceof RealValue real
                        ? new IntegerValue(Conversion.truncate(rounding.applyAsDouble(real.value())))
                        : AttributeValue.ERROR;
        });
    }

    private static AttributeValue pow(Arguments arguments) {
        AttributeValue base = arguments.value(0);
        AttributeValue exponent = arguments.value(1);
        if (base instanceof IntegerValue b && exponent instanceof IntegerValue e && e.value() >= 0) {
            return new IntegerValue(Conversion.truncate(Math.pow((double) b.value(), (double) e.value()) + 0.5));
        }
        return Conversion.toReal(base) instanceof RealValue b && Conversion.toReal(exponent) instanceof RealValue e
                ? new RealValue(Math.pow(b.value(), e.value()))
                : AttributeValue.ERROR;
    }

    private static AttributeValue quantize(Arguments arguments) {
        AttributeValue value = arguments.value(0);
        AttributeValue base = arguments.value(1);
        if (!(Conversion.toReal(value) instanceof RealValue real)) {
            return AttributeValue.ERROR;
        }
        if (!(base instanceof ListValue list)) {
            return multiple(value, real.value(), base);
        }
        AttributeValue last = new RealValue(0);
        for (int i = 0; i < list.elements().size(); i++) {
            last = arguments.member(list, i);
            if (!(Conversion.toReal(last) instanceof RealValue step)) {
                return AttributeValue.ERROR;
            }
            if (step.value() >= real.value()) {
                return last;
            }
        }
        return multiple(value, real.value(), last);
    }

    private static AttributeValue multiple(AttributeValue value, double real, AttributeValue base) {
        if (base instanceof IntegerValue integerBase) {
            long step = integerBase.value();
            if (step == 0) {
                return value;
            }
            return value instanceof IntegerValue integer
                    ? new IntegerValue((integer.value() + step - 1) / step * step)
                    : new RealValue(Math.ceil(real / step) * step);
        }
        if (!(Conversion.toReal(base) instanceof RealValue step)) {
            return AttributeValue.ERROR;
        }
        return Math.abs(step.value()) <= SMALLEST_BASE
                ? value
                : new RealValue(Math.ceil(real / step.value()) * step.value());
    }

    private static AttributeValue random(Arguments arguments) {
        arguments.run().lookOutside();
        AttributeValue bound = arguments.count() == 0 ? new RealValue(1) : arguments.value(0);
        return switch (bound) {
            case IntegerValue integer ->
                Conversion.narrow(integer) > 0
                        ? new IntegerValue(ThreadLocalRandom.current().nextInt(Conversion.narrow(integer)))
                        : AttributeValue.ERROR;
            case RealValue real ->
                real.value() > 0
                        ? new RealValue(
                                real.value() * ThreadLocalRandom.current().nextDouble())
                        : AttributeValue.ERROR;
            default -> AttributeValue.ERROR;
        };
    }
}
