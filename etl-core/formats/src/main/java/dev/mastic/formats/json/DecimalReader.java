// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.mastic.formats.text.MisfitException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.spark.sql.types.Decimal;

/** Exact numbers; one with more digits than the type has is a misfit, never rounded. */
record DecimalReader(int precision, int scale) implements ValueReader {
    @Override
    public boolean takes(JsonToken token) {
        return token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
    }

    @Override
    public Object read(RecordParser parser) throws IOException, MisfitException {
        if (takes(parser.currentToken())) {
            var number = exact(parser.getText());
            if (number != null) {
                return Decimal.apply(number, precision, scale);
            }
        }
        throw ValueReader.misfit(parser, "a decimal(" + precision + "," + scale + ")");
    }

    @Override
    public Object scan(Scan in) {
        if (in.takeNull()) {
            return null;
        }
        if (in.number() == Scan.Number.NONE) {
            return Scan.UNSURE;
        }
        var number = exact(in.written(in.position()));
        return number == null ? Scan.UNSURE : Decimal.apply(number, precision, scale);
    }

    /** The number with the scale of the type, or null if it does not fit; never expands a large exponent. */
    private BigDecimal exact(String text) {
        try {
            var number = new BigDecimal(text).stripTrailingZeros();
            if (number.signum() == 0) {
                return BigDecimal.ZERO.setScale(scale, RoundingMode.UNNECESSARY);
            }
            boolean fits = number.scale() <= scale && (long) number.precision() - number.scale() <= precision - scale;
            return fits ? number.setScale(scale, RoundingMode.UNNECESSARY) : null;
        } catch (NumberFormatException e) {
            return null; // the exponent is beyond any number
        }
    }
}
