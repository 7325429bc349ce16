@NullMarked
package io.orilla.inference.rest;

import org.jspecify.annotations.NullMarked;
