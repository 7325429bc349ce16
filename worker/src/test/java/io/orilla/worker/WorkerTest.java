package io.orilla.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.model.document.ObjectName;
import io.orilla.model.document.TableName;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.task.ResultDocument;
import io.orilla.model.task.TableInput;
import io.orilla.model.task.TaskDocument;
import io.orilla.model.task.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
  @TempDir Path folder;

  private TaskSpec prepare(List<String> files) {
    return new TaskSpec.Prepare(
        new ObjectName("water"),
        1,
        Loop.workflow(),
        List.of(Loop.ASSET),
        new TableInput(TableName.RAW_SIGNALS, 1, files, new RawTable(folder).input().columns()));
  }

  @Test
  void aFailureTheUserCanMendIsToldInTheResult() throws IOException {
    Path gone = folder.resolve("gone.parquet");

    ResultDocument result = Loop.run(folder, prepare(List.of(gone.toString())));

    assertThat(Objects.requireNonNull(result.problem()).code())
        .isEqualTo(ErrorCode.STORAGE_UNAVAILABLE);
    assertThat(result.problem().message()).contains("gone.parquet");
    assertThat(result.tables()).isEmpty();
    assertThat(result.peakMemoryBytes()).isGreaterThan(10 << 20);
  }

  @Test
  void aFolderWithoutATaskIsRefused() {
    assertThat(Worker.run(folder)).isEqualTo(2);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTaskDocumentThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve(TaskDocument.FILE), "{\"id\": 1");
    assertThat(Worker.run(folder)).isEqualTo(2);
  }

  /** What a killed attempt left must not be taken for this one's answer. */
  @Test
  void anOldResultDoesNotOutliveTheStart() throws IOException {
    Files.writeString(folder.resolve(ResultDocument.FILE), "old");
    Files.writeString(folder.resolve(".partial-" + ResultDocument.FILE), "torn");

    ResultDocument result = Loop.run(folder, prepare(List.of()));

    assertThat(result.problem()).isNull();
    assertThat(result.counts()).containsEntry("rows", 0L);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain(".partial-" + ResultDocument.FILE);
    }
  }
}
