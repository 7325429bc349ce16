/** How our processes stand to each other on one machine. */
@NullMarked
package io.orilla.model.process;

import org.jspecify.annotations.NullMarked;
