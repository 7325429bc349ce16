package io.orilla.demo.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orilla.model.error.ErrorCode;
import io.orilla.model.error.OrillaException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the terminal and the report say of each step. */
class StepsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void aStepIsOneLineAndOneEntryOfTheReport() {
    Steps steps = new Steps(out, false);

    steps.run("plant", "Plant", progress -> "32 signals");

    assertThat(text()).startsWith("✓ Plant").contains("32 signals").endsWith("s)\n");
    assertThat(steps.done()).extracting(Steps.Step::name, Steps.Step::ok).hasSize(1);
    assertThat(steps.done().getFirst().ok()).isTrue();
  }

  @Test
  void aStepThatFailsSaysWhyAndStopsTheStory() {
    Steps steps = new Steps(out, false);

    assertThatThrownBy(
            () ->
                steps.run(
                    "server",
                    "Server",
                    progress -> {
                      throw new OrillaException(ErrorCode.ALREADY_EXISTS, "port 8420 is taken");
                    }))
        .isInstanceOf(OrillaException.class);

    assertThat(text()).startsWith("✗ Server").contains("port 8420 is taken");
    assertThat(steps.done().getFirst().ok()).isFalse();
  }

  /** Nobody should wonder for longer than two seconds whether anything goes on. */
  @Test
  void whatTakesLongShowsHowFarItHasCome() throws InterruptedException {
    CountDownLatch end = new CountDownLatch(1);
    Thread story =
        Thread.ofVirtual()
            .start(
                () ->
                    new Steps(out, true)
                        .run(
                            "collect",
                            "Collect samples",
                            progress -> {
                              progress.at(120, 480);
                              end.await();
                              return "480 rows";
                            }));

    Awaitility.await().until(() -> text().contains("120 of 480"));
    end.countDown();
    story.join();

    assertThat(text()).endsWith("s)\n").contains("✓ Collect samples");
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
