package io.orilla.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** As Linux says it of the thread itself (proc_pid_stat(5)), and of no other. */
@EnabledOnOs(OS.LINUX)
final class ThreadPriorityTest {
  private static final long IDLE = 5;

  private record Standing(long nice, long policy) {}

  private static Standing after(Runnable change) {
    CompletableFuture<Standing> found = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(
            () -> {
              change.run();
              found.completeAsync(ThreadPriorityTest::own, Runnable::run);
            });
    return found.join();
  }

  private static Standing own() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new Standing(Long.parseLong(fromThird[19 - 3]), Long.parseLong(fromThird[41 - 3]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void anIdleThreadIsOneAndNoOther() {
    Standing before = own();
    assertThat(after(ThreadPriority::idle)).isEqualTo(new Standing(before.nice(), IDLE));
    assertThat(own()).isEqualTo(before);
  }

  @Test
  void aModestThreadIsNicerThanOthers() {
    Standing before = own();
    assertThat(after(ThreadPriority::modest)).isEqualTo(new Standing(5, before.policy()));
    assertThat(own()).isEqualTo(before);
  }
}
