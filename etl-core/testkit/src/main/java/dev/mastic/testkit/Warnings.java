// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** The warnings that a class logs, from here to {@link #close()}. */
public final class Warnings implements AutoCloseable {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Appender appender = new Appender();

    private Warnings(Logger logger) {
        this.logger = logger;
    }

    /** Listens to the log of a class. */
    public static Warnings of(Class<?> logging) {
        var warnings = new Warnings((Logger) LogManager.getLogger(logging));
        warnings.appender.start();
        warnings.logger.addAppender(warnings.appender);
        return warnings;
    }

    /** What was said so far, in its order. */
    public List<String> said() {
        return List.copyOf(said);
    }

    /** Listens no longer. */
    @Override
    public void close() {
        logger.removeAppender(appender);
        appender.stop();
    }

    private final class Appender extends AbstractAppender {
        Appender() {
            super("warnings", null, null, false, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().equals(Level.WARN)) {
                said.add(event.getMessage().getFormattedMessage());
            }
        }
    }
}
