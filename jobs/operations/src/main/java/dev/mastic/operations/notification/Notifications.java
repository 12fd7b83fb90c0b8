// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.notification;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.config.WrittenBlock;
import dev.mastic.core.failure.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is told what. Nothing that goes wrong with it changes how a run ends.
 *
 * @param on the events that are told
 */
public record Notifications(Set<Event> on, List<Channel> channels) {
    /** Nobody is told. */
    public static final Notifications NONE = new Notifications(Set.of(), List.of());

    private static final Setting<Set<Event>> ON = Setting.of("on", (value, base) -> events(value))
            .defaultsTo(EnumSet.of(Event.FAILED))
            .doc("What is told: the status of a run, or retrying.");
    private static final Setting<ConfigObject> WEBHOOK =
            Setting.block("webhook").doc("A server that takes each report by POST.");
    private static final Setting<ConfigObject> FILE =
            Setting.block("file").doc("A file to which each report is added as a line.");
    private static final Setting<String> PATH =
            Setting.path("path").required().doc("The file; relative to the file that this stands in.");
    private static final SettingsSpec SPEC = SettingsSpec.of(ON, WEBHOOK, FILE);
    private static final SettingsSpec FILE_SPEC = SettingsSpec.of(PATH);

    public Notifications {
        on = Set.copyOf(on);
        channels = List.copyOf(channels);
    }

    /** Reads a block; the result is usable only when no problem was noted. */
    public static Notifications read(WrittenBlock written, Problems problems) {
        var settings = SPEC.read(written.settings(), written.base(), problems);
        var channels = new ArrayList<Channel>();
        settings.find(WEBHOOK)
                .flatMap(block -> WebhookSettings.read(block, written.base(), problems))
                .ifPresent(channels::add);
        settings.find(FILE)
                .flatMap(block -> file(block, written.base(), problems))
                .ifPresent(channels::add);
        if (!settings.isWritten(WEBHOOK) && !settings.isWritten(FILE)) {
            problems.add(
                    Origin.of(written.settings().origin()),
                    "notifications go nowhere",
                    "write webhook { url = … }, file { path = … }, or both");
        }
        return new Notifications(settings.get(ON), channels);
    }

    private static Optional<Channel> file(ConfigObject block, String base, Problems problems) {
        var settings = FILE_SPEC.read(block, base, problems);
        return settings.find(PATH).flatMap(path -> {
            var local = LocalPath.of(path);
            if (local.isEmpty()) {
                problems.add(
                        settings.origin(PATH),
                        "notifications go to files of this machine only (got " + path + "; expected a path)");
            }
            return local.map(NotificationFile::new);
        });
    }

    /**
     * Tells all of an event, one after the other; does nothing for one that is not asked for.
     *
     * @param report a run report in JSON, on one line
     * @return what came of it
     */
    public List<Notified> tell(Event event, String report) {
        return on.contains(event)
                ? channels.stream().map(channel -> sent(channel, event, report)).toList()
                : List.of();
    }

    private static Notified sent(Channel channel, Event event, String report) {
        try {
            channel.send(report);
            return new Notified(channel.shown(), event, Optional.empty());
        } catch (NotSentException e) {
            return new Notified(channel.shown(), event, Optional.of(e.getMessage()));
        }
    }

    private static Set<Event> events(ConfigValue value) {
        var texts = value instanceof ConfigList list ? list : List.of(value);
        var events = EnumSet.noneOf(Event.class);
        texts.forEach(text -> events.add(event(String.valueOf(text.unwrapped()))));
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a list of at least one of " + names());
        }
        return events;
    }

    private static Event event(String written) {
        return Arrays.stream(Event.values())
                .filter(event -> event.toString().equals(written))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a list of " + names()
                        + Suggestion.nearest(written, List.of(names().split(", ")))
                                .map(near -> "; did you mean '" + near + "'?")
                                .orElse("")));
    }

    private static String names() {
        return String.join(
                ", ", Arrays.stream(Event.values()).map(Event::toString).toList());
    }
}
