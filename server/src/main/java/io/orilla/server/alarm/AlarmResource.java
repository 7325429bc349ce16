package io.orilla.server.alarm;

import io.javalin.config.RoutesConfig;
import io.orilla.model.alarm.AlarmState;
import io.orilla.server.http.Resource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code /api/v1/alarms}. They are acknowledged by a command to their node, which alone says how
 * they stand.
 */
public final class AlarmResource implements Resource {
  private static final int FLOODS = 20;

  private final AlarmLog log;

  /** Alarms newest first; those that somebody has to look at are among them, however old. */
  private record Alarms(List<Alarm> alarms, List<AlarmLog.Flood> floods) {}

  public AlarmResource(AlarmLog log) {
    this.log = log;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/v1/alarms",
        context -> {
          int limit = context.queryParamAsClass("limit", Integer.class).getOrDefault(500);
          context.json(alarms(limit));
        });
  }

  private static boolean isKept(Alarm alarm) {
    return alarm.state() != AlarmState.NORMAL || alarm.shelf().isPresent();
  }

  private Alarms alarms(int limit) {
    List<Alarm> all = log.alarms();
    List<Alarm> shown =
        IntStream.range(0, all.size())
            .filter(index -> index < limit || isKept(all.get(index)))
            .mapToObj(all::get)
            .toList();
    return new Alarms(shown, log.floods().stream().limit(FLOODS).toList());
  }
}
