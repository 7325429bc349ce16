/** What connectors lose and need, beside the bare library of each protocol. */
@NullMarked
package io.orilla.demo.bench.connectors;

import org.jspecify.annotations.NullMarked;
