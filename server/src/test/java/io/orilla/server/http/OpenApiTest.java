package io.orilla.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.orilla.server.TestServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @TempDir Path home;

  @Test
  void whatIsServedIsWhatIsWrittenDown() throws Exception {
    try (TestServer server = new TestServer(home)) {
      Set<String> served = new TreeSet<>(server.served());
      served.removeIf(route -> !route.contains(" /api/v1/"));
      assertThat(served).isEqualTo(written(server.get("/api/v1/openapi.yaml").body()));
    }
  }

  private static Set<String> written(String yaml) throws Exception {
    JsonNode description = new YAMLMapper().readTree(yaml);
    Set<String> written = new TreeSet<>();
    description
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        key -> {
                          if (METHODS.contains(key)) {
                            written.add(key.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return written;
  }
}
