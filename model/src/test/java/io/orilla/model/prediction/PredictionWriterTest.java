package io.orilla.model.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orilla.model.content.Digest;
import io.orilla.model.content.Json;
import io.orilla.model.desired.StateVersion;
import io.orilla.model.document.ObjectName;
import io.orilla.model.document.Role;
import io.orilla.model.journal.JournalEpoch;
import io.orilla.model.signal.AssetName;
import io.orilla.model.signal.Quality;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredictionWriterTest {
  private static final JsonMapper BY_ITSELF =
      Json.configure(JsonMapper.builder()).addMixIn(Prediction.class, ByItself.class).build();
  private static final JournalEpoch EPOCH = JournalEpoch.of("5e0f1c9a-6f0e-4d27-9b9c-6d1a6a2f5b10");
  private static final Prediction.Consumed CONSUMED = new Prediction.Consumed(EPOCH, 7, 1_234);
  private static final Map<String, float[]> OUTPUTS = new LinkedHashMap<>();

  static {
    OUTPUTS.put("score", new float[] {0.25f, Float.NaN, Float.POSITIVE_INFINITY, 1e-20f});
    OUTPUTS.put("\"label\"", new float[0]);
  }

  @JsonSerialize(using = JsonSerializer.None.class)
  private interface ByItself {}

  static List<Prediction> predictions() {
    Digest input = Digest.ofText("a window");
    Prediction.Reason gap = new Prediction.Reason(Prediction.Cause.GAP, "a \"row\" is\nmissing: é");
    return List.of(
        prediction(Role.CHAMPION, CONSUMED, Decision.ALARM, null, OUTPUTS, input),
        prediction(Role.SHADOW, CONSUMED, Decision.NONE, gap, Map.of(), null),
        prediction(Role.SERVICE, null, Decision.ANSWERED, null, OUTPUTS, input));
  }

  private static Prediction prediction(
      Role role,
      Prediction.@Nullable Consumed consumed,
      Decision decision,
      Prediction.@Nullable Reason reason,
      Map<String, float[]> outputs,
      @Nullable Digest input) {
    return new Prediction(
        "0123456789abcdef0123",
        new ObjectName("hall-1"),
        new AssetName("riva/halle ö/water/loop1"),
        new ObjectName("anomaly-loop1"),
        "anomaly",
        role,
        Digest.ofText("a model"),
        new StateVersion(2, 41),
        3,
        new Prediction.Window(-1, 1_795_686_758_000_000L, 20),
        consumed,
        1_795_686_758_000_123L,
        decision,
        reason,
        outputs,
        reason == null ? Quality.UNCERTAIN : Quality.BAD,
        4_711,
        input,
        "1.22.0 avx2");
  }

  @ParameterizedTest
  @MethodSource("predictions")
  void writesWhatJacksonWouldByItself(Prediction prediction) throws Exception {
    assertThat(Json.text(prediction)).isEqualTo(BY_ITSELF.writeValueAsString(prediction));
  }

  @ParameterizedTest
  @MethodSource("predictions")
  void isReadAgain(Prediction prediction) {
    String text = Json.text(prediction);
    assertThat(Json.text(Json.read(text, Prediction.class))).isEqualTo(text);
  }
}
