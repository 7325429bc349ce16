package io.orilla.inference.rest;

import static io.orilla.inference.rest.OpenDoor.SUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.orilla.inference.rest.OpenDoor.Answer;
import io.orilla.inference.serving.TokenAdmission;
import io.orilla.model.content.Digest;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask, where not everybody may. */
final class RestTokensTest {
  @TempDir Path folder;

  /** Beyond loopback each caller has a token, for some models and so often. */
  @Test
  void aTokenIsForItsModelsAndSoManyCalls() throws Exception {
    TokenAdmission.Token token =
        new TokenAdmission.Token("gateway", Digest.ofText("secret"), List.of("sum"), 3);
    Path other = Files.createDirectory(folder.resolve("other"));
    try (OpenDoor guarded = new OpenDoor(other, new TokenAdmission(List.of(token)))) {
      guarded.with("sum", Graphs.sumAndDifference()).with("more", Graphs.sumAndDifference());
      guarded.infer("sum", SUM).assertRefused(401, "send it as 'Authorization: Bearer TOKEN'");
      ask(guarded, "sum", "guess").assertRefused(401, "this token opens nothing here");
      assertThat(ask(guarded, "sum", "secret").status()).isEqualTo(200);
      ask(guarded, "more", "secret")
          .assertRefused(403, "the token of 'gateway' is for [sum], not for model 'more'");
      Answer last = ask(guarded, "sum", "secret");
      for (int i = 0; i < 100 && last.status() == 200; i++) {
        last = ask(guarded, "sum", "secret");
      }
      last.assertRefused(429, "'gateway' may ask 3 times a second");
    }
  }

  private static Answer ask(OpenDoor guarded, String model, String token) throws Exception {
    return guarded.send(
        guarded
            .request("v2/models/" + model + "/infer")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(SUM))
            .build());
  }
}
