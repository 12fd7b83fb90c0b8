// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.quality;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.misc.Interval;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageLexer;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DocumentContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.DqRuleContext;
import software.amazon.glue.dqdl.DataQualityDefinitionLanguageParser.TopLevelRuleContext;

/**
 * A text in DQDL by Glue's grammar, with the places of its parts, which Glue's own parser does not tell.
 *
 * @param errors where the text is no DQDL; empty if it is
 */
record DqdlTree(DocumentContext document, List<Mistake> errors) {
    static {
        loadQuietly();
    }

    /** Something that the grammar does not know, at a place. */
    record Mistake(Rule.Place place, String message) {}

    static DqdlTree of(String text) {
        var errors = new ArrayList<Mistake>();
        var listener = new BaseErrorListener() {
            @Override
            public void syntaxError(
                    Recognizer<?, ?> parser, Object symbol, int line, int column, String message, RecognitionException e) {
                errors.add(new Mistake(new Rule.Place(line, column + 1), message));
            }
        };
        var lexer = new DataQualityDefinitionLanguageLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(listener);
        var parser = new DataQualityDefinitionLanguageParser(new CommonTokenStream(lexer));
        parser.removeErrorListeners();
        parser.addErrorListener(listener);
        return new DqdlTree(parser.document(), errors);
    }

    /** The rules, as they stand one below the other. */
    List<TopLevelRuleContext> rules() {
        return Optional.ofNullable(document.rulesOrAnalyzers())
                .map(DataQualityDefinitionLanguageParser.RulesOrAnalyzersContext::rules)
                .map(DataQualityDefinitionLanguageParser.RulesContext::dqRules)
                .map(DataQualityDefinitionLanguageParser.DqRulesContext::topLevelRule)
                .orElse(List.of());
    }

    boolean hasAnalyzers() {
        return document.rulesOrAnalyzers() != null
                && document.rulesOrAnalyzers().analyzers() != null;
    }

    /** The variables, as they are written; empty for none. */
    String variables() {
        return Optional.ofNullable(document.variableDeclarations()).map(DqdlTree::source).orElse("");
    }

    /** The rules that a rule joins, or itself. */
    static Stream<DqRuleContext> leaves(TopLevelRuleContext rule) {
        return rule.dqRule() != null
                ? Stream.of(rule.dqRule())
                : rule.topLevelRule().stream().flatMap(DqdlTree::leaves);
    }

    static Rule.Place place(ParserRuleContext part) {
        return new Rule.Place(
                part.getStart().getLine(), part.getStart().getCharPositionInLine() + 1);
    }

    /** A part as it is written. */
    static String source(ParserRuleContext part) {
        if (part.getStop() == null || part.getStop().getStopIndex() < part.getStart().getStartIndex()) {
            return "";
        }
        return part.getStart()
                .getInputStream()
                .getText(Interval.of(
                        part.getStart().getStartIndex(), part.getStop().getStopIndex()));
    }

    /**
     * The grammar was made for an older ANTLR, whose runtime says so on stderr when its classes are loaded; it reads such grammars
     * nevertheless, and a command that talks of it each time could not be quiet.
     */
    private static void loadQuietly() {
        var talk = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        try {
            Class.forName(DataQualityDefinitionLanguageLexer.class.getName());
            Class.forName(DataQualityDefinitionLanguageParser.class.getName());
        } catch (ClassNotFoundException e) {
            throw new NoClassDefFoundError(e.getMessage());
        } finally {
            System.setErr(talk);
        }
    }
}
