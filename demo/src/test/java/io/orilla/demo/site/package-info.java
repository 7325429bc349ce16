/** What wires do. */
@NullMarked
package io.orilla.demo.site;

import org.jspecify.annotations.NullMarked;
