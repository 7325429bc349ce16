@NullMarked
package io.orilla.demo.bench.node;

import org.jspecify.annotations.NullMarked;
