namespace DeepFlow.Learning.Registry;

/// <summary>Where a model version stands. At most one version of a model is in production.</summary>
public enum ModelStage { Registered, Development, Production, Archived }
