package io.orilla.server.document;

import io.orilla.model.document.AlarmRuleSpec;
import io.orilla.model.document.OutputSpec.PredictedValue;
import io.orilla.model.document.SourceSpec;
import io.orilla.model.document.WorkloadSpec;
import java.util.function.Consumer;

/**
 * An alarm is on what a champion says or on a signal that is read, and is not called like a
 * workload: the alarm that each champion has of its own is.
 */
final class AlarmCheck implements Check {
  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    for (Declared<AlarmRuleSpec> alarm : declarations.all(AlarmRuleSpec.class)) {
      Consumer<String> own = problem -> problems.accept(alarm.title() + ": " + problem);
      if (declarations.find(WorkloadSpec.class, alarm.name()).isPresent()) {
        own.accept("a Workload has this name, and so has its own alarm; choose another");
      }
      alarm
          .spec()
          .prediction()
          .filter(value -> !isSaid(value, declarations))
          .ifPresent(value -> own.accept(nobodySays(value)));
      alarm
          .spec()
          .signal()
          .filter(
              signal ->
                  declarations.all(SourceSpec.class).stream()
                      .flatMap(source -> source.spec().signals().stream())
                      .noneMatch(read -> read.name().equals(signal)))
          .ifPresent(
              signal ->
                  own.accept("no Source reads the signal '" + signal + "'; declare it in one"));
    }
  }

  /** Whether a champion says this. */
  static boolean isSaid(PredictedValue value, Declarations declarations) {
    return declarations.all(WorkloadSpec.class).stream()
        .map(Declared::spec)
        .anyMatch(
            workload ->
                workload.champions()
                    && workload.asset().equals(value.asset())
                    && workload.output().equals(value.output()));
  }

  static String nobodySays(PredictedValue value) {
    return "no champion says '%s' of the asset '%s'; apply its Workload before, or in the same request"
        .formatted(value.output(), value.asset());
  }
}
