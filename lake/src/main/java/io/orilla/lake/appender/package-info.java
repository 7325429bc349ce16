/** The way from the inbox into the raw tables, each record exactly once. */
@NullMarked
package io.orilla.lake.appender;

import org.jspecify.annotations.NullMarked;
