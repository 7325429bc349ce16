package io.orilla.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.OrillaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("orilla.db"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aChangeThatFailsLeavesNothing() {
    assertThatThrownBy(
            () ->
                database.execute(
                    handle -> {
                      insert(handle, 1);
                      throw new IllegalStateException("halfway");
                    }))
        .hasMessage("halfway");
    assertThat(count()).isZero();
  }

  @Test
  void readersSeeTheLastCommitWhileAWriterWorks() {
    database.execute(handle -> insert(handle, 1));
    database.execute(
        handle -> {
          insert(handle, 2);
          assertThat(count()).isEqualTo(1);
        });
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void writersComeOneAtATime() throws Exception {
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        int epoch = i;
        all.add(writers.submit(() -> database.execute(handle -> insert(handle, epoch))));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(count()).isEqualTo(50);
  }

  @Test
  void aChangeWithinAChangeIsAMistakeAndNotADeadlock() {
    assertThatThrownBy(
            () -> database.execute(handle -> database.execute(inner -> insert(inner, 1))))
        .hasMessage("a change within a change: pass its handle on");
  }

  @Test
  void aDatabaseOfANewerVersionIsNotTouched() {
    database.execute(
        handle ->
            handle.execute(
                """
                INSERT INTO flyway_schema_history (installed_rank, version, description, type,
                  script, checksum, installed_by, execution_time, success)
                VALUES (9999, '9999', 'future', 'SQL', 'V9999__future.sql', 1, 'x', 1, 1)
                """));
    database.close();
    assertThatThrownBy(this::open)
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("was written by a newer version of Orilla");
    database = Database.open(folder.resolve("other.db"));
  }

  private static void insert(Handle handle, int value) {
    handle.execute(
        "INSERT INTO node_state (node, last_seen, state) VALUES (?, ?, '')", "n" + value, value);
  }

  private long count() {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM node_state").mapTo(Long.class).one());
  }
}
