// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import dev.mastic.formats.csv.CsvFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The command: {@code SniffedFiles FOLDER ANSWERS}. Says of each file of a folder what a crawl says of it: one JSON object a line, as
 * {@code sniffers/score.py} reads them.
 */
public final class SniffedFiles {
    private final ObjectMapper mapper = new ObjectMapper();
    private final Configuration configuration = new Configuration();
    private final Format format;

    private SniffedFiles() {
        var factory = new CsvFormat.Plugin();
        format = factory.create(factory.settings().of("sniffers", Map.of()), null);
    }

    /** Writes the answers. */
    public static void main(String[] args) throws IOException {
        var files = new SniffedFiles();
        try (var folder = Files.list(Path.of(args[0]));
                var answers = Files.newBufferedWriter(Path.of(args[1]), StandardCharsets.UTF_8)) {
            for (var file : folder.filter(path -> path.toString().matches(".*\\.(csv|txt|tsv)"))
                    .sorted()
                    .toList()) {
                answers.write(files.mapper.writeValueAsString(files.answer(file)));
                answers.newLine();
            }
        }
    }

    private Map<String, Object> answer(Path file) {
        var input =
                new InputFile(FileListing.list(file.toString(), configuration).get(0), configuration);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("file", file.getFileName().toString());
        format.sniff(input.sample()).ifPresent(match -> tell(answer, input, match));
        return answer;
    }

    private void tell(Map<String, Object> answer, InputFile input, Match match) {
        var inference = format.observe(input, match, Long.MAX_VALUE);
        var fields = Resolution.GLUE.resolveRows(inference.observed()).fields();
        var dialect = match.dialect();
        answer.put("delimiter", dialect.get(Match.DELIMITER));
        answer.put("quote", dialect.get("quoteChar"));
        answer.put("header", dialect.get("header").equals("true"));
        answer.put("names", fields.stream().map(Type.Field::name).toList());
        answer.put(
                "types",
                fields.stream().map(field -> TypeString.print(field.type())).toList());
        answer.put("records", inference.rows());
        answer.put("dialect", dialect);
    }
}
