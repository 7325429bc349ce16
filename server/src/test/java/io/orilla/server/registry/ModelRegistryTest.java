package io.orilla.server.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.bundle.BlobStore;
import io.orilla.model.bundle.ModelBundle;
import io.orilla.model.error.OrillaException;
import io.orilla.model.task.ResultDocument.TrainedModel;
import io.orilla.server.TestModel;
import io.orilla.server.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {
  @TempDir Path folder;
  private Database database;
  private BlobStore ours;
  private BlobStore made;
  private ModelRegistry registry;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("orilla.db"));
    ours = new BlobStore(folder.resolve("blobs"));
    made = new BlobStore(folder.resolve("bundles"));
    registry = new ModelRegistry(database, ours, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aTrainedModelBecomesAVersionThatStandsOnItsOwnBlobs() throws Exception {
    TrainedModel trained = TestModel.write(made, "run-1");
    ModelVersion version = registry.ingest(trained, "task-1", made);
    assertThat(version.version()).isEqualTo(1);
    assertThat(version.study()).isEqualTo("valve-study");
    assertThat(version.parity()).isEqualTo(trained.parity());
    assertThat(ours.contains(ModelBundle.read(ours, trained.bundle()).graph())).isTrue();
  }

  @Test
  void aSecondTryOfATaskFindsTheVersionOfTheFirst() {
    ModelVersion first = registry.ingest(TestModel.write(made, "run-1"), "task-1", made);
    ModelVersion again = registry.ingest(TestModel.write(made, "run-2"), "task-1", made);
    assertThat(again).isEqualTo(first);
    ModelVersion other = registry.ingest(TestModel.write(made, "run-3"), "task-2", made);
    assertThat(other.version()).isEqualTo(2);
    assertThat(registry.model(TestModel.NAME).versions()).containsExactly(other, first);
  }

  @Test
  void aDamagedBlobIsRefusedAndNothingIsRegistered() throws Exception {
    TrainedModel trained = TestModel.write(made, "run-1");
    Path graph = made.path(ModelBundle.read(made, trained.bundle()).graph());
    Files.writeString(graph, "damaged");
    assertThatThrownBy(() -> registry.ingest(trained, "task-1", made))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("damaged or replaced");
    assertThat(registry.models()).isEmpty();
    assertThat(ours.contains(trained.bundle())).isFalse();
  }

  @Test
  void theHistoryOfAnAliasSaysWhoMovedItToWhat() {
    registry.ingest(TestModel.write(made, "run-1"), "task-1", made);
    registry.ingest(TestModel.write(made, "run-2"), "task-2", made);
    registry.moveAlias(TestModel.NAME, RegisteredModel.CHAMPION, 1, "Workload loop1@1");
    registry.moveAlias(TestModel.NAME, RegisteredModel.CHAMPION, 1, "Workload loop1@1");
    registry.moveAlias(TestModel.NAME, RegisteredModel.CHAMPION, 2, "Workload loop1@2");
    RegisteredModel model = registry.model(TestModel.NAME);
    assertThat(model.champion()).contains(2);
    assertThat(model.history())
        .extracting(move -> move.version() + " by " + move.by())
        .containsExactly("2 by Workload loop1@2", "1 by Workload loop1@1");
  }

  @Test
  void anAliasCannotNameAVersionThatIsNotThere() {
    assertThatThrownBy(() -> registry.moveAlias(TestModel.NAME, "champion", 3, "me"))
        .isInstanceOf(OrillaException.class)
        .hasMessageContaining("version=3) not found");
  }
}
