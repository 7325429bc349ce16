package io.orilla.server.document;

import java.util.function.Consumer;

/**
 * A condition between documents. It is asked of all documents as they would hold after a change, so
 * the same check guards applying and withdrawing.
 */
interface Check {
  /** Tells each way in which the declarations contradict each other or what is recorded. */
  void check(Declarations declarations, Consumer<String> problems);
}
