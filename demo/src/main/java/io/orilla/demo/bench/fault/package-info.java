/** Kills programs while everything moves, and checks afterwards that nothing is lost or doubled. */
@NullMarked
package io.orilla.demo.bench.fault;

import org.jspecify.annotations.NullMarked;
