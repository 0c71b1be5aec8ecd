namespace DeepFlow.Data.Code;

/// <summary>A commit of the code repository.</summary>
/// <param name="Id">Git's hash, 40 hexadecimal digits.</param>
/// <param name="Message">Without the trailer that names the step.</param>
public sealed record CodeCommit(string Id, string Branch, string Message, string Author, DateTimeOffset At);
