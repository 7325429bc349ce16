package io.orilla.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;

/** MLflow's own Java client against our server. */
class MlflowClientTest {
  @TempDir Path folder;
  private TrackingServer server;
  private MlflowClient client;

  @BeforeEach
  void start() {
    server = new TrackingServer(folder);
    client = new MlflowClient(server.address());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void aRunIsReadBackAsItWasLogged() {
    String experiment = client.createExperiment("valve-study");
    String run = client.createRun(experiment).getRunId();
    client.logParam(run, "confidence", "0.999");
    client.logMetric(run, "f1", 0.81, 1_000, 0);
    client.logMetric(run, "f1", 0.84, 2_000, 1);
    client.setTag(run, "mlflow.source.type", "JOB");
    client.setTerminated(run, Service.RunStatus.FINISHED, 3_000);

    Service.Run read = client.getRun(run);
    assertThat(read.getInfo().getStatus()).isEqualTo(Service.RunStatus.FINISHED);
    assertThat(read.getInfo().getEndTime()).isEqualTo(3_000);
    assertThat(read.getData().getParamsList())
        .extracting(Service.Param::getKey, Service.Param::getValue)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("confidence", "0.999"));
    assertThat(read.getData().getMetricsList())
        .extracting(Service.Metric::getValue)
        .containsExactly(0.84);
    assertThat(client.getMetricHistory(run, "f1"))
        .extracting(Service.Metric::getValue)
        .containsExactly(0.81, 0.84);
  }

  @Test
  void notANumberAndInfinitiesAreMetricValues() {
    String run = client.createRun().getRunId();
    List<Double> values = List.of(1.0, Double.NaN, Double.NEGATIVE_INFINITY);
    IntStream.range(0, values.size())
        .forEach(step -> client.logMetric(run, "loss", values.get(step), 1_000 + step, step));
    client.logMetric(run, "best", Double.POSITIVE_INFINITY);

    assertThat(client.getMetricHistory(run, "loss"))
        .extracting(Service.Metric::getValue)
        .containsExactlyElementsOf(values);
    assertThat(client.getRun(run).getData().getMetricsList())
        .extracting(Service.Metric::getValue)
        .containsExactly(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void experimentsAreFoundByNameAndListed() {
    String id = client.createExperiment("valve-study");
    Optional<Service.Experiment> found = client.getExperimentByName("valve-study");
    assertThat(found).map(Service.Experiment::getExperimentId).contains(id);
    assertThat(client.getExperimentByName("none")).isEmpty();
    assertThat(client.searchExperiments().getItems())
        .extracting(Service.Experiment::getName)
        .containsExactly("valve-study", "Default");
    assertThatThrownBy(() -> client.createExperiment("valve-study"))
        .isInstanceOf(MlflowHttpException.class)
        .hasMessageContaining("RESOURCE_ALREADY_EXISTS");
  }

  @Test
  void runsOfAnExperimentComeNewestFirstInPages() {
    String experiment = client.createExperiment("valve-study");
    List<String> made =
        IntStream.range(0, 5)
            .mapToObj(
                start ->
                    client
                        .createRun(
                            Service.CreateRun.newBuilder()
                                .setExperimentId(experiment)
                                .setStartTime(1_000 + start)
                                .build())
                        .getRunId())
            .toList();
    var page = client.searchRuns(List.of(experiment), "", null, 2, List.of());
    assertThat(page.getItems())
        .extracting(run -> run.getInfo().getRunId())
        .containsExactly(made.get(4), made.get(3));
    assertThat(((org.mlflow.tracking.Page<Service.Run>) page.getNextPage()).getItems())
        .extracting(run -> run.getInfo().getRunId())
        .containsExactly(made.get(2), made.get(1));
  }

  @Test
  void aFilterIsRefusedByNameAndNotPassedOver() {
    assertThatThrownBy(() -> client.searchRuns(List.of("0"), "metrics.f1 > 0.8"))
        .isInstanceOf(MlflowHttpException.class)
        .hasMessageContaining("INVALID_PARAMETER_VALUE")
        .hasMessageContaining("metrics.f1 > 0.8");
  }
}
