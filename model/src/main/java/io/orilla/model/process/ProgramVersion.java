package io.orilla.model.process;

import java.util.Optional;

/** Which version of Orilla runs here: that of the jars, which the build gives them. */
public final class ProgramVersion {
  /** Of the jars; {@code development} where classes are run that are in none. */
  public static final String TEXT =
      Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
          .orElse("development");

  private ProgramVersion() {}
}
