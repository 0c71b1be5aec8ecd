using DeepFlow.Cli;

return await CommandLine.RunAsync(args);
