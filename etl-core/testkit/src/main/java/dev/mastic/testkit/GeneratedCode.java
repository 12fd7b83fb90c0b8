// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test for which Spark compiles its plans as it does for jobs, also where it interprets those of the other tests of the JVM, by the
 * property {@code spark.sql.codegen.factoryMode}: compiling takes longer than the few rows of a test.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GeneratedCode.Mode.class)
public @interface GeneratedCode {
    /** Sets Spark's usual mode for the time of a test. */
    final class Mode implements BeforeEachCallback, AfterEachCallback {
        /** What Spark calls the setting. */
        public static final String KEY = "spark.sql.codegen.factoryMode";

        /** What Spark does for jobs: it interprets only what it fails to compile. */
        public static final String OF_JOBS = "FALLBACK";

        private String before;

        @Override
        public void beforeEach(ExtensionContext context) {
            var conf = SparkExtension.session().conf();
            before = conf.get(KEY, OF_JOBS);
            conf.set(KEY, OF_JOBS);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            SparkExtension.session().conf().set(KEY, before);
        }
    }
}
