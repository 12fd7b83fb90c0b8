// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.frame;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.AccumulatorV2;

/**
 * Tells the driver that something was refused, not how often: a set, so that retried and repeated tasks change nothing. Never reset.
 *
 * @param <T> what is told, with {@code equals} and {@code hashCode}
 */
public final class Signal<T> extends AccumulatorV2<T, Set<T>> {
    private static final long serialVersionUID = 1L;
    private final Set<T> told = Collections.synchronizedSet(new HashSet<>());
    private final Alarm<T> alarm;
    private transient RuntimeException raised;

    /** Makes of a fact the failure of whoever tells it. */
    @FunctionalInterface
    public interface Alarm<T> extends Serializable {
        RuntimeException raise(T fact);
    }

    private Signal(Alarm<T> alarm) {
        this.alarm = alarm;
    }

    /** A signal that the tasks of this session can give. */
    public static <T> Signal<T> in(SparkSession session, String name) {
        return in(session, name, null);
    }

    /** A signal that stops whoever gives it: {@link #add} throws what the alarm makes of the first fact, each time. */
    public static <T> Signal<T> stopping(SparkSession session, String name, Alarm<T> alarm) {
        return in(session, name, Objects.requireNonNull(alarm, "alarm"));
    }

    private static <T> Signal<T> in(SparkSession session, String name, Alarm<T> alarm) {
        var signal = new Signal<>(alarm);
        session.sparkContext().register(signal, name);
        return signal;
    }

    @Override
    public boolean isZero() {
        // a task's heartbeat may ask a signal that is being deserialized: Spark registers it before its fields are
        // there
        return told == null || told.isEmpty();
    }

    @Override
    public AccumulatorV2<T, Set<T>> copy() {
        var copy = new Signal<>(alarm);
        copy.told.addAll(told);
        return copy;
    }

    @Override
    public void reset() {
        told.clear();
    }

    @Override
    public void add(T fact) {
        if (alarm == null) {
            told.add(fact);
            return;
        }
        // readers that guard against bad bytes may catch it, and tell of what they have caught
        raised = raised == null ? alarm.raise(fact) : raised;
        throw raised;
    }

    @Override
    public void merge(AccumulatorV2<T, Set<T>> other) {
        told.addAll(other.value());
    }

    @Override
    public Set<T> value() {
        synchronized (told) {
            return Set.copyOf(told);
        }
    }
}
