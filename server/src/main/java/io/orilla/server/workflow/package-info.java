/** Runs of workflows: from the raw samples received until now to a prepared table. */
@NullMarked
package io.orilla.server.workflow;

import org.jspecify.annotations.NullMarked;
