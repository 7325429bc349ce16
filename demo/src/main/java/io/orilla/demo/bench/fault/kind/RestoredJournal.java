package io.orilla.demo.bench.fault.kind;

import io.orilla.demo.bench.fault.scene.LocalNode;
import io.orilla.demo.bench.fault.scene.Scene;
import io.orilla.demo.site.Folders;
import java.nio.file.Path;
import java.time.Duration;

/** A node's journal is set back to what it was some time ago, as when a disk is restored. */
record RestoredJournal() implements Fault {
  @Override
  public String strike(Scene scene) {
    LocalNode node = scene.far();
    Path journal = node.home().resolve("journal");
    Path yesterday = scene.site().home().resolve("yesterday");
    node.stop();
    Folders.copy(journal, yesterday);
    node.start();
    int millis = scene.pause(Duration.ofSeconds(3), Duration.ofSeconds(6));
    node.stop();
    Folders.remove(journal);
    Folders.copy(yesterday, journal);
    Folders.remove(yesterday);
    node.start();
    return node.name() + "'s journal was set back by " + millis + " ms";
  }
}
