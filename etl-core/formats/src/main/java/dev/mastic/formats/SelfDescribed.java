// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.formats;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.io.Format.Inference;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What a file says of itself beside its rows, in its footer or its header. */
public interface SelfDescribed {
    /** The type of the rows. */
    Type.Struct type();

    /** The types as which Spark reads them: {@link #type}, but for what it has no type for and reads as numbers. */
    default Type.Struct stored() {
        return type();
    }

    /** The schema of the frame that the file was written from. */
    WrittenSchema written();

    /** How many rows there are. */
    long rows();

    /** Takes the types down, each with the format's own word for it. */
    void observe(Observation observation, String path);

    /** Why rows are missing at the end of the file, where that can be told without reading them. */
    default Optional<String> cutOff() {
        return Optional.empty();
    }

    /** How a format reads what its files say of themselves. */
    @FunctionalInterface
    interface Look extends Serializable {
        /** Of one file. */
        SelfDescribed read(Path file, Configuration configuration) throws IOException;
    }

    /**
     * What a file holds, by what it says of itself alone.
     *
     * @throws EtlException naming the file and why it cannot be read as one of this format
     */
    static Inference inference(String format, InputFile file, Look look) {
        try {
            var said = look.read(file.path(), file.configuration());
            var observation = new Observation();
            said.observe(observation, file.item().path());
            return new Inference(
                    observation.toObserved(), said.rows(), said.written().choices());
        } catch (EtlException e) {
            throw new EtlException("Cannot read " + file.item().path() + ": " + e.getMessage(), e);
        } catch (IOException
                | RuntimeException e) { // formats and Spark have no exception of their own for a bad footer
            throw new EtlException(
                    "Cannot read " + file.item().path() + ": no " + format + " footer that can be read: "
                            + e.getMessage(),
                    e);
        }
    }
}
