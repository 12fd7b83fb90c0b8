// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mastic.core.bookmark.FileItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListingTest {
    @TempDir
    Path folder;

    @Test
    void passesOverAFolderThatGoesMeanwhile() throws IOException {
        for (var name : List.of("a", "going", "z")) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name + "/x.json"), "{}");
        }
        assertThat(ForgetfulDisk.list(folder.toString(), "going"))
                .extracting(FileItem::path)
                .containsExactly(
                        folder.resolve("a/x.json").toString(),
                        folder.resolve("z/x.json").toString());
    }

    @Test
    void tellsWhatItPassesOver() throws IOException {
        Files.createDirectories(folder.resolve("t/_delta_log"));
        Files.writeString(folder.resolve("t/a.json"), "{}");
        Files.writeString(folder.resolve("t/b.json"), "");
        Files.writeString(folder.resolve("t/_SUCCESS"), "");
        var walked =
                FileListing.walk(folder.toString(), new Configuration(), 2, (files, empty) -> List.of(files, empty));
        assertThat(walked.isFolder()).isTrue();
        assertThat(walked.folders()).anySatisfy(here -> {
            assertThat(here.get(0)).hasSize(1);
            assertThat(here.get(1)).isEqualTo(List.of(folder.resolve("t/b.json").toString()));
        });
        assertThat(walked.hiddenFolders())
                .containsExactly(folder.resolve("t/_delta_log").toString());
        assertThat(walked.unlisted()).isEmpty();
    }

    @Test
    void findsFilesInAllFoldersSortedByPath() throws IOException {
        write("b.csv");
        write("deep/er/a.csv");
        write("a.csv");
        assertThat(list(folder)).containsExactly("a.csv", "b.csv", "deep/er/a.csv");
    }

    @Test
    void tellsSizeAndTimeOfEachFile() throws IOException {
        var file = write("a.csv");
        var modified = Files.getLastModifiedTime(file).toMillis();
        assertThat(FileListing.list(folder.toString(), new Configuration())).satisfiesExactly(item -> {
            assertThat(item.path()).isEqualTo(file.toString());
            assertThat(item.size()).isEqualTo(4);
            assertThat(item.modified()).isEqualTo(modified);
            assertThat(item.etag()).isEmpty();
            assertThat(item.partition()).isEmpty();
        });
    }

    @Test
    void listsOneFileAlone() throws IOException {
        write("a.csv");
        write("b.csv");
        assertThat(list(folder.resolve("b.csv"))).containsExactly("b.csv");
    }

    @Test
    void leavesOutHiddenFilesAndFolders() throws IOException {
        write("a.csv");
        write(".hidden");
        write("_SUCCESS");
        write(".git/config.csv");
        write("_temporary/0/a.csv");
        assertThat(list(folder)).containsExactly("a.csv");
    }

    @Test
    void keepsPartitionsWhoseKeyStartsWithAnUnderscore() throws IOException {
        write("_day=1/a.csv");
        assertThat(list(folder)).containsExactly("_day=1/a.csv");
    }

    @Test
    void leavesOutEmptyFiles() throws IOException {
        write("a.csv");
        Files.createFile(folder.resolve("empty.csv"));
        assertThat(list(folder)).containsExactly("a.csv");
    }

    @Test
    void leavesOutFilesThatACommitHasNotFinishedToAdd() throws IOException {
        write("a.csv");
        intent(folder, "job.sink.r1-1", write("new.csv"), write("p=1/new.csv"));
        assertThat(list(folder)).containsExactly("a.csv");
    }

    @Test
    void knowsTheCommitOfATargetAround() throws IOException {
        write("p=1/a.csv");
        intent(folder, "job.sink.r1-1", write("p=1/new.csv"));
        assertThat(list(folder.resolve("p=1"))).containsExactly("p=1/a.csv");
        assertThat(list(folder.resolve("p=1/new.csv"))).isEmpty();
    }

    @Test
    void knowsTheCommitOfATargetFurtherIn() throws IOException {
        write("orders/a.csv");
        intent(folder.resolve("orders"), "job.sink.r1-1", write("orders/new.csv"));
        intent(folder.resolve("lines/flat"), "job.sink.r1-1", write("lines/flat/new.csv"));
        assertThat(list(folder)).containsExactly("orders/a.csv");
    }

    @Test
    void takesTheFilesOfACommitThatHasEnded() throws IOException {
        intent(folder, "job.sink.r1-1", write("new.csv"));
        Files.createFile(folder.resolve("_mastic/job.sink.r1-1.done"));
        assertThat(list(folder)).containsExactly("new.csv");
    }

    @Test
    void showsWhatACommitReplacesUntilItEndsAndThenWhatItAdds() throws IOException {
        write("p=1/old.csv");
        write("p=2/other.csv");
        var intent = intent(folder, "job.sink.r1-1", List.of(write("p=1/new.csv")), List.of(write("p=1/old.csv")));
        assertThat(list(folder)).containsExactly("p=1/old.csv", "p=2/other.csv");
        var removing = Files.move(intent, intent.resolveSibling("job.sink.r1-1.removing"));
        assertThat(list(folder)).containsExactly("p=1/new.csv", "p=2/other.csv");
        Files.delete(folder.resolve("p=1/old.csv"));
        assertThat(list(folder.resolve("p=1"))).containsExactly("p=1/new.csv");
        Files.move(removing, intent.resolveSibling("job.sink.r1-1.done"));
        assertThat(list(folder)).containsExactly("p=1/new.csv", "p=2/other.csv");
    }

    @Test
    void passesOverTheFilesOfACommitThatIsBeingTakenBack() throws IOException {
        var old = write("old.csv");
        var intent = intent(folder, "job.sink.r1-1", List.of(write("new.csv")), List.of(old));
        Files.move(intent, intent.resolveSibling("job.sink.r1-1.discarded"));
        assertThat(list(folder)).containsExactly("old.csv");
    }

    @Test
    void doesNotTakeTheEndOfOneCommitForThatOfAnother() throws IOException {
        intent(folder, "job.sink.r1-1", write("new.csv"));
        Files.createFile(folder.resolve("_mastic/job.sink.r1-11.done"));
        assertThat(list(folder)).isEmpty();
    }

    @Test
    void refusesAPlaceWhereNothingIs() {
        var nowhere = folder.resolve("nowhere").toString();
        assertThatThrownBy(() -> FileListing.list(nowhere, new Configuration()))
                .isInstanceOf(NoSuchPathException.class)
                .hasMessage("No such file or folder: " + nowhere);
        var pattern = folder.resolve("*.csv").toString();
        assertThatThrownBy(() -> FileListing.list(pattern, new Configuration()))
                .hasMessage("No such file or folder: " + pattern
                        + " (a path is taken as it is written, '*' too: name the folder)");
    }

    @Test
    void readsAnIntentAsItWasWritten() throws IOException {
        var files = List.of("/lake/a b.parquet", "s3a://lake/ü=\"1\"/part.parquet");
        var intent = new Intent(files, List.of("/lake/old.parquet"));
        assertThat(Intent.read(intent.write())).isEqualTo(intent);
    }

    private Path write(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "a,b\n");
    }

    private static void intent(Path target, String output, Path... files) throws IOException {
        intent(target, output, List.of(files), List.of());
    }

    private static Path intent(Path target, String output, List<Path> add, List<Path> remove) throws IOException {
        var notes = Files.createDirectories(target.resolve(Intent.FOLDER));
        var intent = new Intent(
                add.stream().map(Path::toString).toList(),
                remove.stream().map(Path::toString).toList());
        return Files.write(notes.resolve(output + Intent.INTENT), intent.write());
    }

    private List<String> list(Path place) {
        return FileListing.list(place.toString(), new Configuration()).stream()
                .map(FileItem::path)
                .map(path -> folder.relativize(Path.of(path)).toString())
                .toList();
    }
}
