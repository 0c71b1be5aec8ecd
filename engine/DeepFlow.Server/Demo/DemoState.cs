namespace DeepFlow.Server.Demo;

/// <summary>How far the demo is: offered; its data set, its pipelines or its run being seen to; started; or failed on the way.</summary>
internal enum DemoStage { Offered, Data, Pipelines, Run, Started, Failed }

/// <param name="Share">Of the data set, 0 to 1.</param>
/// <param name="Doing">In a few words.</param>
/// <param name="Run">Once it is started.</param>
internal sealed record DemoState(DemoStage Stage, double Share = 0, string Doing = "", Guid? Run = null, DemoProblem? Problem = null);

/// <param name="Message">What is wrong, and what to do; it may be of several lines.</param>
internal sealed record DemoProblem(string Code, string Message);
