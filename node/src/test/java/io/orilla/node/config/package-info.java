@NullMarked
package io.orilla.node.config;

import org.jspecify.annotations.NullMarked;
