package io.orilla.node;

import io.orilla.node.alarm.AlarmSettings;
import io.orilla.node.blob.BlobSettings;
import io.orilla.node.command.CommandSettings;
import io.orilla.node.config.SettingsFile;
import io.orilla.node.delivery.DeliverySettings;
import io.orilla.node.journal.JournalSettings;
import io.orilla.node.serving.InferenceSettings;
import io.orilla.node.uplink.ProxyRoute;
import io.orilla.node.uplink.ProxySettings;
import io.orilla.node.workload.LifeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How a node is set up: one record for each concern, with its defaults beside its code. A component
 * more is a key more of {@code agent.yaml}.
 *
 * @param home folder of all that it keeps
 * @param localPort of the local API; 0 for any that is free
 * @param poll how long the server may keep a request for the desired state
 * @param firstRetry wait after the first failure of a request; doubled with each one more
 * @param longestRetry the longest wait between two tries
 */
public record NodeSettings(
    Path home,
    int localPort,
    Duration poll,
    Duration firstRetry,
    Duration longestRetry,
    JournalSettings journal,
    DeliverySettings delivery,
    CommandSettings commands,
    ProxySettings proxy,
    BlobSettings blobs,
    LifeSettings life,
    CrashSettings crashes,
    InferenceSettings inference,
    AlarmSettings alarms) {
  public static NodeSettings at(Path home) {
    return new NodeSettings(
        home,
        0,
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        JournalSettings.DEFAULT,
        DeliverySettings.DEFAULT,
        CommandSettings.DEFAULT,
        ProxySettings.DEFAULT,
        BlobSettings.DEFAULT,
        LifeSettings.DEFAULT,
        CrashSettings.DEFAULT,
        InferenceSettings.DEFAULT,
        AlarmSettings.DEFAULT);
  }

  /** A copy of which some are others: {@code settings.with(draft -> draft.localPort = 8430)}. */
  public NodeSettings with(Consumer<Draft> changes) {
    Draft draft = new Draft(this);
    changes.accept(draft);
    return draft.settings();
  }

  /** Settings on their way to others. */
  public static final class Draft {
    private final Path home;
    public int localPort;
    public Duration poll;
    public Duration firstRetry;
    public Duration longestRetry;
    public JournalSettings journal;
    public DeliverySettings delivery;
    public CommandSettings commands;
    public ProxySettings proxy;
    public BlobSettings blobs;
    public LifeSettings life;
    public CrashSettings crashes;
    public InferenceSettings inference;
    public AlarmSettings alarms;

    private Draft(NodeSettings settings) {
      home = settings.home;
      localPort = settings.localPort;
      poll = settings.poll;
      firstRetry = settings.firstRetry;
      longestRetry = settings.longestRetry;
      journal = settings.journal;
      delivery = settings.delivery;
      commands = settings.commands;
      proxy = settings.proxy;
      blobs = settings.blobs;
      life = settings.life;
      crashes = settings.crashes;
      inference = settings.inference;
      alarms = settings.alarms;
    }

    private NodeSettings settings() {
      return new NodeSettings(
          home,
          localPort,
          poll,
          firstRetry,
          longestRetry,
          journal,
          delivery,
          commands,
          proxy,
          blobs,
          life,
          crashes,
          inference,
          alarms);
    }
  }

  /** The way to the server, in this process' environment. */
  ProxyRoute route() {
    return proxy.route(System.getenv());
  }

  /** The file in which people set them: a key for each component but the home. */
  public static SettingsFile<NodeSettings> file(Path home) {
    return new SettingsFile<>(home, at(home), NodeSettings.class, Set.of("home"));
  }
}
