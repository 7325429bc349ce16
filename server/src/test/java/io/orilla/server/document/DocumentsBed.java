package io.orilla.server.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.document.DocumentReader;
import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import io.orilla.server.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Declared documents in a folder, and models that they can name. */
final class DocumentsBed implements AutoCloseable {
  static final String LOOP1 = "riva/hall1/water/loop1";
  static final String LOOP2 = "riva/hall1/water/loop2";

  private final Path home;
  private final BlobStore blobs;
  private final TestModels models;
  private Database database;
  private Documents documents;

  DocumentsBed(Path home) {
    this.home = home;
    this.blobs = new BlobStore(home.resolve("blobs"));
    this.models = new TestModels(blobs);
    this.database = Database.open(home.resolve("orilla.db"));
    this.documents = new Documents(database, models, blobs, Clock.systemUTC());
  }

  TestModels models() {
    return models;
  }

  Documents documents() {
    return documents;
  }

  /** The same after a restart. */
  Documents reopened() {
    database.close();
    database = Database.open(home.resolve("orilla.db"));
    documents = new Documents(database, models, blobs, Clock.systemUTC());
    return documents;
  }

  List<Applied> apply(String text) {
    return documents.apply(DocumentReader.readAll(text));
  }

  void assertRefused(String text, String message) {
    Declarations before = documents.current();
    assertThatThrownBy(() -> apply(text))
        .isInstanceOfSatisfying(
            OrillaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_DOCUMENT))
        .hasMessage(message);
    assertThat(documents.current()).isSameAs(before);
  }

  @Override
  public void close() {
    database.close();
  }
}
