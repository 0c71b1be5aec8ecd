namespace DeepFlow.Language.Sources;

/// <summary>A place that people read: line and column, both from 1; the column counts UTF-16 characters.</summary>
public readonly record struct LinePosition(int Line, int Column);
