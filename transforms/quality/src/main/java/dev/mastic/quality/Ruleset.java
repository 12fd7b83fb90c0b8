// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import dev.mastic.core.config.ConfigProblemsException;
import dev.mastic.core.config.Origin;
import dev.mastic.core.config.Problems;
import dev.mastic.core.failure.Suggestion;
import dev.mastic.quality.DqdlTree.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DqRuleContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.TopLevelRuleContext;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/**
 * Rules of data quality in DQDL, in their order. Rules that are not run are refused when they are read, by their names. Immutable; two are
 * equal if their rules are written in the same way.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/dqdl.html">DQDL reference</a>
 */
public final class Ruleset {
    private static final Pattern DOCUMENT = Pattern.compile("(?s)(.*\\s)?(Rules|Analyzers)\\s*=\\s*\\[.*");
    private static final String BEFORE = "Rules = [";
    private final List<Rule> rules;

    private Ruleset(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * Reads a document, {@code Rules = [ … ]}, or rules alone, with commas between them.
     *
     * @param name where the text comes from, for messages
     * @throws ConfigProblemsException with everything that is wrong, each with its line and column
     */
    public static Ruleset parse(String name, String text) {
        return parse(text, place -> new Origin(name + ":" + place.line(), place.column()));
    }

    /** The same, for a text inside of a file. */
    static Ruleset parse(String text, Function<Rule.Place, Origin> origin) {
        var problems = new Problems();
        var ruleset = read(text, origin, problems);
        problems.throwIfAny("the rules");
        return ruleset;
    }

    /** Rules that are written apart, each at a place of its own. */
    static Ruleset of(List<WrittenRules.Part> parts) {
        var problems = new Problems();
        var all = new ArrayList<Rule>();
        parts.forEach(part -> all.addAll(read(part.text(), part::origin, problems).rules));
        problems.throwIfAny("the rules");
        return new Ruleset(all);
    }

    private static Ruleset read(String text, Function<Rule.Place, Origin> origin, Problems problems) {
        boolean whole = DOCUMENT.matcher(text).matches();
        var document = whole ? text : BEFORE + text + "\n]";
        Function<Rule.Place, Rule.Place> real = place ->
                whole || place.line() > 1 ? place : new Rule.Place(1, Math.max(1, place.column() - BEFORE.length()));
        var noted = new Noted(problems, real.andThen(origin));
        var tree = DqdlTree.of(document);
        if (tree.errors().isEmpty()) {
            return new Ruleset(rules(tree, document, noted));
        }
        // what follows a mistake is noise
        syntax(tree.errors().get(0), noted);
        return new Ruleset(List.of());
    }

    private record Noted(Problems problems, Function<Rule.Place, Origin> origin) {
        void add(Rule.Place place, String message, String hint) {
            problems.add(origin.apply(place), message, hint);
        }
    }

    private static void syntax(Mistake mistake, Noted noted) {
        var message = mistake.message()
                .replace("<EOF>", "the end")
                .replaceAll("\\s+", " ")
                .replaceFirst("no viable alternative at input '(?:Rules=\\[)?(.*)'", "no sense in '$1'");
        noted.add(mistake.place(), "Cannot read the rules: " + message, "expected DQDL, such as IsComplete \"id\"");
    }

    private static List<Rule> rules(DqdlTree tree, String document, Noted noted) {
        if (tree.hasAnalyzers()) {
            noted.add(
                    new Rule.Place(1, 1),
                    "Cannot run Analyzers: only Rules are run",
                    "mastic profile measures columns");
        }
        if (tree.document().dataSources() != null) {
            noted.add(
                    DqdlTree.place(tree.document().dataSources()),
                    "Cannot use DataSources: other data sets go in under their names",
                    "write in = [primary, other] in the job, or --reference other=PATH");
        }
        tree.rules().stream().flatMap(DqdlTree::leaves).forEach(rule -> known(rule, noted));
        if (!noted.problems().isEmpty()) {
            return List.of();
        }
        return parsed(document, tree.variables(), tree.rules(), noted);
    }

    private static void known(DqRuleContext rule, Noted noted) {
        var type = rule.ruleType().getText();
        if (RuleType.find(type).isPresent()) {
            return;
        }
        var nearest = Suggestion.nearest(type, RuleType.words());
        if (RuleType.isRefused(type)) {
            noted.add(
                    DqdlTree.place(rule),
                    "Cannot run rule " + type + ": " + RuleType.whyRefused(type),
                    "docs/quality.md lists the rules that are run");
        } else {
            noted.add(
                    DqdlTree.place(rule),
                    "Cannot run rule " + type + ": no such rule type",
                    nearest.map(near -> "did you mean '" + near + "'?")
                            .orElse("has: " + String.join(", ", RuleType.words())));
        }
    }

    private static List<Rule> parsed(
            String document, String variables, List<TopLevelRuleContext> written, Noted noted) {
        try {
            var parsed = new DQDLParser().parse(document).getRules();
            var rules = new ArrayList<Rule>();
            for (int i = 0; i < written.size(); i++) {
                rules.add(rule(written.get(i), parsed.get(i)));
            }
            rules.forEach(rule -> refusals(rule, noted));
            return rules;
        } catch (InvalidDataQualityRulesetException e) {
            blame(variables, written, e, noted);
            return List.of();
        }
    }

    private static Rule rule(TopLevelRuleContext written, DQRule parsed) {
        var text = DqdlTree.source(written).replaceAll("\\s*\n\\s*", " ");
        return new Rule(text, parsed, DqdlTree.place(written));
    }

    private static void refusals(Rule rule, Noted noted) {
        rule.leaves()
                .flatMap(leaf ->
                        Refusals.of(leaf).stream().map(why -> "Cannot run rule " + leaf.getRuleType() + ": " + why))
                .forEach(message -> noted.add(rule.place(), message, ""));
    }

    /** Glue's parser does not say which rule it refuses: each is given to it alone. */
    private static void blame(
            String variables,
            List<TopLevelRuleContext> written,
            InvalidDataQualityRulesetException whole,
            Noted noted) {
        boolean found = false;
        for (var rule : written) {
            var why = refusal(variables, DqdlTree.source(rule));
            why.ifPresent(message -> noted.add(DqdlTree.place(rule), "Cannot read the rules: " + message, ""));
            found |= why.isPresent();
        }
        if (!found) {
            noted.add(new Rule.Place(1, 1), "Cannot read the rules: " + plain(whole), "");
        }
    }

    private static Optional<String> refusal(String variables, String rule) {
        try {
            new DQDLParser().parse(variables + "\nRules = [" + rule + "]");
            return Optional.empty();
        } catch (InvalidDataQualityRulesetException e) {
            return Optional.of(plain(e));
        }
    }

    private static String plain(InvalidDataQualityRulesetException refused) {
        var message =
                refused.getMessage().replaceFirst("^Parsing Error(: )?", "").replaceFirst("\\.$", "");
        return message.replaceFirst(
                "^Rule Type: (\\w+) is not valid$", "$1 does not take so many parameters, or not of this kind");
    }

    List<Rule> rules() {
        return rules;
    }

    /** The names of the other frames that the rules compare with. */
    public Set<String> references() {
        return rules.stream()
                .flatMap(Rule::leaves)
                .flatMap(RuleColumns::references)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The rules as they are written, each on one line. */
    public List<String> texts() {
        return rules.stream().map(Rule::text).toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ruleset that && texts().equals(that.texts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(texts());
    }

    @Override
    public String toString() {
        return "Rules = [ " + String.join(", ", texts()) + " ]";
    }
}
