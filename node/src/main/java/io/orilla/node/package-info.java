/** The agent beside the machine: one process that reads, decides, keeps and delivers. */
@NullMarked
package io.orilla.node;

import org.jspecify.annotations.NullMarked;
