// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Compares what {@code mastic demo --output json} reports with counts of its own, by nothing but the JDK:
 * {@code java .ci/CheckDemo.java DEMO_JSON_FILE DATA_DIR}. Given only DATA_DIR, it prints its counts.
 *
 * <p>Exits with 0 if all is equal, 1 if something is not, 2 if the data cannot serve.
 */
final class CheckDemo {
    private static final List<String> RUNS = List.of("first run", "second run", "third run");

    private final Json demo;
    private final Expected expected;
    private final Checks checks = new Checks();

    private CheckDemo(Json demo, Expected expected) {
        this.demo = demo;
        this.expected = expected;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 1 || args.length > 2) {
            refuse("usage: java CheckDemo.java [DEMO_JSON_FILE] DATA_DIR");
        }
        var data = Path.of(args[args.length - 1]);
        if (!Files.isDirectory(data.resolve("memberships_by_year"))) {
            refuse("no folder memberships_by_year in " + data);
        }
        var expected = Expected.of(data);
        if (args.length == 1) {
            expected.print();
            return;
        }
        if (expected.earlier().hasTooManyFaults() || expected.newest().hasTooManyFaults()) {
            refuse("more memberships without a person in " + data + " than the job allows");
        }
        System.exit(new CheckDemo(Json.parse(Path.of(args[0])), expected).check());
    }

    private static void refuse(String message) {
        System.err.println(message);
        System.exit(2);
    }

    private int check() {
        tables();
        var reports = demo.at("runs").items();
        checks.equal("number of runs", 6, reports.size());
        for (int i = 0; i < RUNS.size(); i++) {
            history(i, run("history", i, reports, 2 * i));
            persons(i, run("persons", i, reports, 2 * i + 1));
        }
        return checks.finish();
    }

    private Run run(String job, int ordinal, List<Json> reports, int index) {
        var report = index < reports.size() ? reports.get(index) : new Json(null);
        var run = new Run(job + ", " + RUNS.get(ordinal), report, checks);
        run.equal("job", "legislators-" + job);
        return run;
    }

    /** What else lies in the database {@code lake} is output. */
    private void tables() {
        var found = new TreeMap<String, Json>();
        demo.at("tables").items().forEach(table -> found.put(tableName(table), table));
        var tables = demo.at("tables").items().stream().map(CheckDemo::tableName);
        var names = tables.filter(name -> !name.contains(".")).sorted().toList();
        checks.equal("tables", expected.tables().stream().map(Table::name).toList(), names);
        for (var table : expected.tables()) {
            var json = found.getOrDefault(table.name(), new Json(null));
            checks.equal("rows of table " + table.name(), table.rows(), json.get("rows"));
            checks.equal("partitions of table " + table.name(), table.partitions(), json.get("partitions"));
        }
    }

    private static String tableName(Json table) {
        return String.valueOf(table.get("name")).replaceFirst("^legislators\\.", "");
    }

    private void history(int ordinal, Run run) {
        var read = ordinal == 0 ? expected.earlier() : ordinal == 1 ? Memberships.NONE : expected.newest();
        var seen = ordinal == 0 ? Memberships.NONE : expected.earlier();
        run.ended(ordinal != 1);
        run.newFiles("memberships", read.files(), seen.files());
        run.rows("memberships", read.rows());
        run.equal("faults", read.withoutPerson());
        run.equal("unmatched", read.withoutPerson() + read.withoutOrganization());
        if (ordinal != 1) {
            run.lookup("persons", expected.personsFiles());
            run.lookup("orgs", expected.organizationsFiles());
            run.sinks(Map.of("files", read.joined(), "lake", read.joined()));
        }
    }

    private void persons(int ordinal, Run run) {
        boolean first = ordinal == 0;
        run.ended(first);
        run.newFiles("persons", first ? expected.personsFiles() : 0, first ? 0 : expected.personsFiles());
        run.equal("faults", 0L);
        if (first) {
            run.rows("persons", expected.personTables().get("persons"));
            var sinks = new TreeMap<String, Long>();
            expected.personTables().forEach((table, rows) -> sinks.put("tables." + table, rows));
            run.sinks(sinks);
        }
    }
}

/** The report of one run. */
record Run(String name, Json report, Checks checks) {
    void equal(String key, Object expected) {
        checks.equal(name + ": " + key, expected, report.get(key));
    }

    void ended(boolean withWork) {
        equal("status", withWork ? "succeeded" : "nothing-new");
        equal("exitCode", 0L);
        if (!withWork) {
            equal("sparkStarted", false);
            checks.equal(name + ": sinks with rows", List.of(), sinksWithRows());
        }
    }

    void newFiles(String source, long files, long skipped) {
        source(source, "read", "new");
        source(source, "files", files);
        source(source, "newFiles", files);
        source(source, "skippedFiles", skipped);
    }

    void lookup(String source, long files) {
        source(source, "read", "all");
        source(source, "files", files);
    }

    /** Rows of a source may be unknown, but not wrong. */
    void rows(String source, long rows) {
        var json = named(report.at("sources"), source);
        boolean unknown = json.fields().containsKey("rows") && json.get("rows") == null;
        source(source, "rows", unknown ? null : rows);
    }

    /** A sink may have further entries without rows, for arrays that are empty everywhere. */
    void sinks(Map<String, Long> expected) {
        new TreeMap<>(expected).forEach((sink, rows) -> {
            var found = named(report.at("sinks"), sink).get("rows");
            checks.equal(name + ": rows of sink " + sink, rows, found);
        });
        var names = expected.keySet().stream()
                .filter(sink -> expected.get(sink) > 0)
                .sorted();
        checks.equal(name + ": sinks with rows", names.toList(), sinksWithRows());
    }

    private void source(String source, String key, Object expected) {
        var found = named(report.at("sources"), source).get(key);
        checks.equal(name + ": " + key + " of source " + source, expected, found);
    }

    private List<String> sinksWithRows() {
        var sinks = report.at("sinks").items().stream().filter(sink -> !Objects.equals(sink.get("rows"), 0L));
        return sinks.map(sink -> String.valueOf(sink.get("name"))).sorted().toList();
    }

    private static Json named(Json list, String name) {
        var found = list.items().stream().filter(json -> name.equals(json.get("name")));
        return found.findFirst().orElse(new Json(null));
    }
}

/** Prints a line for each check, and counts them. */
final class Checks {
    private int passed;
    private int failed;

    void equal(String what, Object expected, Object found) {
        boolean equal = Objects.equals(expected, found);
        passed += equal ? 1 : 0;
        failed += equal ? 0 : 1;
        System.out.println(
                (equal ? "ok    " : "FAIL  ") + what + " = " + found + (equal ? "" : ", expected " + expected));
    }

    /** The exit code. */
    int finish() {
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 ? 0 : 1;
    }
}

/** What the demo should report of a folder of data. */
record Expected(
        List<Table> tables,
        Memberships earlier,
        Memberships newest,
        long personsFiles,
        long organizationsFiles,
        Map<String, Long> personTables) {
    static Expected of(Path data) {
        var persons = Lines.objects(Lines.files(data.resolve("persons")));
        var organizations = Lines.objects(Lines.files(data.resolve("organizations")));
        var partitions = Lines.files(data.resolve("memberships_by_year")).stream()
                .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        var newest = partitions.remove(partitions.lastKey());
        var earlier = partitions.values().stream().flatMap(List::stream).toList();
        var bioguides = frequencies(persons, p -> p.at("id").get("bioguide"));
        var bodies = frequencies(organizations, o -> o.get("id"));
        return new Expected(
                Lines.folders(data).stream().map(Table::of).toList(),
                Memberships.of(earlier, bioguides, bodies),
                Memberships.of(newest, bioguides, bodies),
                Lines.files(data.resolve("persons")).size(),
                Lines.files(data.resolve("organizations")).size(),
                Relations.of("persons", persons));
    }

    private static Map<Object, Long> frequencies(List<Json> rows, Function<Json, Object> key) {
        var keys = rows.stream().map(key).filter(Objects::nonNull);
        return keys.collect(Collectors.groupingBy(k -> k, Collectors.counting()));
    }

    void print() {
        tables.forEach(System.out::println);
        System.out.println("first run:  " + earlier);
        System.out.println("third run:  " + newest);
        System.out.println("files of persons and organizations: " + personsFiles + ", " + organizationsFiles);
        personTables.forEach((table, rows) -> System.out.println(table + ": " + rows));
    }
}

/** A folder of the data is a table. */
record Table(String name, long rows, long partitions) {
    static Table of(Path folder) {
        var files = Lines.files(folder);
        var partitions = files.stream().map(Path::getParent).filter(parent -> !parent.equals(folder));
        long count = partitions.distinct().count();
        return new Table(folder.getFileName().toString(), Lines.objects(files).size(), count);
    }
}

/**
 * Memberships, and what becomes of them when persons and then organizations are joined.
 *
 * @param withoutOrganization how many have a person but no organization
 */
record Memberships(long files, long rows, long joined, long withoutPerson, long withoutOrganization) {
    static final Memberships NONE = new Memberships(0, 0, 0, 0, 0);

    static Memberships of(List<Path> files, Map<Object, Long> persons, Map<Object, Long> organizations) {
        var rows = Lines.objects(files);
        long joined = 0;
        long withoutPerson = 0;
        long withoutOrganization = 0;
        for (var row : rows) {
            long people = persons.getOrDefault(row.get("person_id"), 0L);
            long bodies = organizations.getOrDefault(row.get("organization_id"), 0L);
            joined += people * bodies;
            withoutPerson += people == 0 ? 1 : 0;
            withoutOrganization += bodies == 0 ? people : 0;
        }
        return new Memberships(files.size(), rows.size(), joined, withoutPerson, withoutOrganization);
    }

    /** The job allows 0.1 %. */
    boolean hasTooManyFaults() {
        return withoutPerson * 1000 > rows;
    }
}

/** Rows of the flat tables that nested rows give: a table for the root, and one for each array at any depth. */
final class Relations {
    private final Map<String, Long> rows = new TreeMap<>();

    static Map<String, Long> of(String root, List<Json> values) {
        var relations = new Relations();
        relations.rows.put(root, (long) values.size());
        values.forEach(value -> value.fields().forEach((key, field) -> relations.walk(root + "_" + key, field)));
        return relations.rows;
    }

    private void walk(String name, Json value) {
        value.fields().forEach((key, field) -> walk(name + "." + key, field));
        for (var element : value.items()) {
            rows.merge(name, 1L, Long::sum);
            walk(name + ".val", element);
        }
    }
}

/** Folders of JSON Lines, plain or gzip. */
final class Lines {
    static List<Path> folders(Path data) {
        var paths = files(data).stream().map(data::relativize).filter(path -> path.getNameCount() > 1);
        return paths.map(path -> data.resolve(path.getName(0))).distinct().toList();
    }

    static List<Path> files(Path folder) {
        try (var entries = Files.walk(folder)) {
            return entries.filter(Lines::isData).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(Path path) {
        var name = path.getFileName().toString();
        return Files.isRegularFile(path) && name.matches("[^._].*\\.json(\\.gz)?");
    }

    static List<Json> objects(List<Path> files) {
        var lines = files.stream().flatMap(file -> text(file).lines()).filter(line -> !line.isBlank());
        return lines.map(line -> new Json(JsonParser.parse(line))).toList();
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file);
                var unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

/** A value of a document: a Map, List, String, Long, BigDecimal, Boolean or null; null too where there is none. */
record Json(Object value) {
    /** A file that is no JSON document has no value. */
    static Json parse(Path file) throws IOException {
        try {
            return new Json(JsonParser.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
            System.out.println("not JSON: " + file + ": " + e.getMessage());
            return new Json(null);
        }
    }

    Json at(String key) {
        return new Json(value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    Object get(String key) {
        return at(key).value;
    }

    List<Json> items() {
        return value instanceof List<?> list ? list.stream().map(Json::new).collect(Collectors.toList()) : List.of();
    }

    Map<String, Json> fields() {
        var fields = new TreeMap<String, Json>();
        var map = value instanceof Map<?, ?> object ? object : Map.of();
        map.forEach((key, field) -> fields.put((String) key, new Json(field)));
        return fields;
    }
}

/** RFC 8259, strictly; a key that stands twice is an error too. */
final class JsonParser {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private final String text;
    private int at;

    private JsonParser(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        var parser = new JsonParser(text);
        var value = parser.value();
        parser.space();
        parser.require(parser.at == text.length(), "the end");
        return value;
    }

    private Object value() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        var fields = new LinkedHashMap<String, Object>();
        at++;
        for (boolean more = !taken('}'); more; more = !taken('}') && expect(',')) {
            space();
            require(peek() == '"', "a key");
            var key = string();
            require(!fields.containsKey(key), "another key than " + key);
            expect(':');
            fields.put(key, value());
        }
        return fields;
    }

    private List<Object> array() {
        var items = new ArrayList<Object>();
        at++;
        for (boolean more = !taken(']'); more; more = !taken(']') && expect(',')) {
            items.add(value());
        }
        return items;
    }

    private String string() {
        var out = new StringBuilder();
        at++;
        for (char c = next(); c != '"'; c = next()) {
            require(c >= ' ', "no control character");
            out.append(c == '\\' ? escape(next()) : c);
        }
        return out.toString();
    }

    private char escape(char c) {
        if (c == 'u') {
            var digits = text.substring(at, Math.min(at + 4, text.length()));
            require(digits.matches("[0-9a-fA-F]{4}"), "four hexadecimal digits");
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
        require(ESCAPES.indexOf(c) >= 0, "an escape");
        return ESCAPED.charAt(ESCAPES.indexOf(c));
    }

    private Object number() {
        var matcher = NUMBER.matcher(text).region(at, text.length());
        require(matcher.lookingAt(), "a value");
        at = matcher.end();
        var number = matcher.group();
        return number.matches("-?\\d{1,18}") ? (Object) Long.valueOf(number) : new BigDecimal(number);
    }

    private Object word(String word, Object value) {
        require(text.startsWith(word, at), word);
        at += word.length();
        return value;
    }

    private boolean taken(char c) {
        space();
        boolean taken = peek() == c;
        at += taken ? 1 : 0;
        return taken;
    }

    private boolean expect(char c) {
        require(taken(c), "'" + c + "'");
        return true;
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        require(at < text.length(), "more");
        return text.charAt(at++);
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("expected " + what + " at character " + at);
        }
    }
}
