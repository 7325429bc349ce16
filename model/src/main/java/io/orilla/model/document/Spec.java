package io.orilla.model.document;

/** What a user wants of one noun. */
public sealed interface Spec
    permits SourceSpec,
        WorkflowSpec,
        LabelSetSpec,
        StudySpec,
        WorkloadSpec,
        AlarmRuleSpec,
        OutputSpec {}
