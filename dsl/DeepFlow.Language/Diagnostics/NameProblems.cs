namespace DeepFlow.Language.Diagnostics;
public static class NameProblems { }
