// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.operations.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.EtlException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Triggers as JSON in Glue's words, with {@code TimeZone} and an action's {@code Script} beside them. */
public final class TriggerCodec {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TriggerCodec() {}

    /** The trigger as a tree. */
    public static ObjectNode node(Trigger trigger) {
        var node = JSON.createObjectNode()
                .put("Name", trigger.name())
                .put("Type", trigger.type().name());
        trigger.schedule().ifPresent(schedule -> node.put("Schedule", schedule.expression())
                .put("TimeZone", schedule.zone().getId()));
        trigger.predicate().ifPresent(predicate -> {
            var written = node.putObject("Predicate")
                    .put("Logical", predicate.logical().name());
            var conditions = written.putArray("Conditions");
            predicate.conditions().forEach(condition -> conditions
                    .addObject()
                    .put("LogicalOperator", "EQUALS")
                    .put("JobName", condition.job())
                    .put("State", condition.state().name()));
        });
        var actions = node.putArray("Actions");
        trigger.actions().forEach(action -> actions.add(node(action)));
        return node;
    }

    static ObjectNode node(Action action) {
        var node = JSON.createObjectNode().put("JobName", action.job()).put("Script", action.script());
        action.arguments().forEach(node.putArray("Arguments")::add);
        return node;
    }

    static Trigger read(String text) {
        var node = tree(text);
        var actions = new ArrayList<Action>();
        node.path("Actions").forEach(action -> actions.add(action(action)));
        return new Trigger(
                node.path("Name").asText(),
                Optional.of(node)
                        .filter(trigger -> trigger.has("Schedule"))
                        .map(trigger -> new Schedule(
                                trigger.path("Schedule").asText(),
                                ZoneId.of(trigger.path("TimeZone").asText()))),
                Optional.of(node.path("Predicate")).filter(JsonNode::isObject).map(TriggerCodec::predicate),
                actions);
    }

    static Action readAction(String text) {
        return action(tree(text));
    }

    /** Which condition holds by which run. */
    static ObjectNode tree(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new EtlException("Cannot read a trigger of the state: " + e.getOriginalMessage(), e);
        }
    }

    private static Predicate predicate(JsonNode node) {
        var conditions = new ArrayList<Condition>();
        node.path("Conditions")
                .forEach(condition -> conditions.add(new Condition(
                        condition.path("JobName").asText(),
                        JobState.valueOf(condition.path("State").asText()))));
        return new Predicate(Predicate.Logical.valueOf(node.path("Logical").asText()), conditions);
    }

    private static Action action(JsonNode node) {
        List<String> arguments = new ArrayList<>();
        node.path("Arguments").forEach(argument -> arguments.add(argument.asText()));
        return new Action(node.path("JobName").asText(), node.path("Script").asText(), arguments);
    }
}
