package io.orilla.server.document;

import io.orilla.model.document.LabelSetSpec;
import io.orilla.model.document.Spelling;
import io.orilla.model.document.StudySpec;
import io.orilla.model.document.WorkflowSpec;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A study reads a workflow's table and a label set, and searches over what trainers know. */
final class StudyCheck implements Check {
  private static final Map<String, SortedSet<String>> PARAMETERS =
      Map.of(
          "t2", sorted("confidence", "mean", "limit", "limits"),
          "pca", sorted("confidence", "mean", "limit", "limits", "components"));

  @Override
  public void check(Declarations declarations, Consumer<String> problems) {
    for (Declared<StudySpec> study : declarations.all(StudySpec.class)) {
      Consumer<String> own = problem -> problems.accept(study.title() + ": " + problem);
      checkReferences(study.spec(), declarations, own);
      study.spec().grid().forEach((algorithm, point) -> checkGrid(algorithm, point.keySet(), own));
    }
  }

  private static void checkReferences(
      StudySpec study, Declarations declarations, Consumer<String> problems) {
    if (declarations.find(WorkflowSpec.class, study.workflow()).isEmpty()) {
      problems.accept(
          References.missing("Workflow", study.workflow(), declarations.all(WorkflowSpec.class)));
    }
    if (declarations.find(LabelSetSpec.class, study.labels()).isEmpty()) {
      problems.accept(
          References.missing("LabelSet", study.labels(), declarations.all(LabelSetSpec.class)));
    }
  }

  private static void checkGrid(
      String algorithm, Iterable<String> parameters, Consumer<String> problems) {
    SortedSet<String> known = PARAMETERS.get(algorithm);
    if (known == null) {
      problems.accept(unknown("algorithm", "grid", algorithm, new TreeSet<>(PARAMETERS.keySet())));
      return;
    }
    for (String parameter : parameters) {
      if (!known.contains(parameter)) {
        problems.accept(unknown("parameter", "grid." + algorithm, parameter, known));
      }
    }
  }

  private static String unknown(String what, String path, String name, SortedSet<String> known) {
    return "%s: unknown %s '%s'%s; known are %s"
        .formatted(path, what, name, Spelling.suggestion(name, known), String.join(", ", known));
  }

  private static SortedSet<String> sorted(String... names) {
    return new TreeSet<>(List.of(names));
  }
}
