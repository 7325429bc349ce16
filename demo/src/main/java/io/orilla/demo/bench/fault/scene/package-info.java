/** A plant, a server and two nodes, with all that makes them suffer. */
@NullMarked
package io.orilla.demo.bench.fault.scene;

import org.jspecify.annotations.NullMarked;
