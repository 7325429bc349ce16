/** Orilla's programs as processes on this machine: a plant, a server, nodes. */
@NullMarked
package io.orilla.demo.site;

import org.jspecify.annotations.NullMarked;
