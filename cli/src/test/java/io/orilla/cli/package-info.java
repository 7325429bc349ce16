@org.jspecify.annotations.NullMarked
package io.orilla.cli;
