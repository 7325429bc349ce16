package io.orilla.model.bundle;

import io.orilla.model.document.ObjectName;
import io.orilla.model.signal.AssetName;

/**
 * The config blob of a graph bundle: what was said of the graph when it was imported.
 *
 * @param asset what it is about
 */
public record GraphConfig(ObjectName model, AssetName asset, ModelCard card) {}
